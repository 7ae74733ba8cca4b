// The views that show a step in detail, in the panels below the stage or, in some lessons, on it.

import '../../views/charts/charts';
import '../../views/inspector/inspector';
import '../../views/list/list';
import '../../views/machine/machine';
import '../../views/operations/operations';
import '../../views/statistics/statistics';
import '../../views/why/why';
