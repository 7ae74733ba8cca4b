// All that a figure needs once there is something to compare, in one piece that loads then and not before.

import '../views/comparison/comparison';

export { Lanes } from './lanes';
