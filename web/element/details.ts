// The views that show a step or a replay in detail, in the panels below the playground's stage, on the stage of some lessons,
// and in figures whose author asks for them; and the views that only some links need: a lesson's card, the question before a
// step, the one before a fetch.
//
// Fetched by itself: most figures show a picture alone, and the playground shows its map first.

import '../views/charts/charts';
import '../views/fetching/fetching';
import '../views/inspector/inspector';
import '../views/lesson/lesson';
import '../views/list/list';
import '../views/machine/machine';
import '../views/operations/operations';
import '../views/prediction/prediction';
import '../views/statistics/statistics';
import '../views/why/why';
