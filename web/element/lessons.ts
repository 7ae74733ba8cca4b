// The lessons and the card of the one that is open: in one piece, which is fetched with the rest of the page, or before
// its first picture where that is a lesson's.

import '../views/lesson/lesson';

export { LESSONS } from '../engine/lessons';
