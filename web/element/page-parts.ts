// What of the page stands beside and below its map, and what is opened over it: in one piece, which is fetched when the
// map shows its first picture.

import '../views/charts/charts';
import '../views/design/design';
import '../views/designs/designs';
import '../views/help/help';
import '../views/inspector/inspector';
import '../views/list/list';
import '../views/machine/machine';
import '../views/operations/operations';
import '../views/price/price';
import '../views/scenario/scenario';
import '../views/statistics/statistics';
import '../views/why/why';

export { ALL_PARTS } from '../state';
