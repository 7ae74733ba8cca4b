// What stands around a figure's picture, and what there is to do with it: in one piece, which is fetched when the
// picture is there and not before.

import '../../views/lesson/lesson-designs';
import '../../views/outcome/outcome';
import '../../views/transport/transport';

export { comparing, linkOf, making } from '../../state';
