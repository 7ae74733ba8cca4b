// The names of compared designs: the options in which they differ, in the catalogue's words.

import { valueAt } from '../../domain/design';
import {
  type ChosenDesign,
  changedAxes,
  comparedDesigns,
  differingAxes,
  indexInLesson,
  isHidden,
  openLesson,
  type Place,
  placeLetter,
  printValue,
  type State,
} from '../../state';

export interface DesignName {
  readonly title: string;
  /** The axes on which it differs, with its values: the title may be too short for them. */
  readonly differences: readonly { readonly axis: string; readonly value: string }[];
}

export type NamesState = Pick<
  State,
  'preset' | 'design' | 'compare' | 'catalog' | 'scenario' | 'lessons' | 'carried'
>;

/** A name lists at most this many values. */
const VALUES_MAX = 2;

/**
 * The names of all compared designs, in the order of their places. A is called by its values on every axis
 * where another differs from it, the others by theirs where they differ from A. What a link hides is not named.
 */
export function designNames(state: NamesState): readonly DesignName[] {
  const choices = comparedDesigns(state);
  const designs = choices.map(({ design }) => design);
  const [first = {}] = designs;
  return choices.map((choice, place) => {
    const all = differingAxes(state, place === 0 ? designs : [first, choice.design]);
    const places = all.filter(({ axis }) => !isHidden(state, axis.id));
    const differences = places.map(({ key, task, axis }) => ({
      axis: task === null ? axis.title : `Task ${task}: ${axis.title}`,
      value: printValue(axis, valueAt(choice.design, key)),
    }));
    const isTold = places.length === all.length;
    const named = isTold ? title(state, choice, places, place) : `Design ${placeLetter(place)}`;
    return { title: named, differences };
  });
}

function title(
  state: NamesState,
  choice: ChosenDesign,
  places: readonly Place[],
  place: number,
): string {
  const { design } = choice;
  const ofLesson = indexInLesson(state, design);
  if (ofLesson !== null) return openLesson(state)?.designs[ofLesson]?.label ?? '';
  if (places.length === 0 && place > 0) return 'Same as A';
  const isFew = places.length > 0 && places.length <= VALUES_MAX;
  return isFew
    ? places.map((each) => phrase(each, valueAt(design, each.key))).join(', ')
    : byPreset(state, choice);
}

/** An option's title says enough by itself; a number or a switch needs the axis's title. */
function phrase({ task, axis }: Place, value: string): string {
  const printed = printValue(axis, value);
  const named = axis.kind === 'switch' ? printed.toLowerCase() : printed;
  const said = axis.kind === 'choice' ? printed : `${axis.title} ${named}`;
  return task === null ? said : `Task ${task}: ${said}`;
}

function byPreset({ catalog }: NamesState, { preset, design }: ChosenDesign): string {
  const changes = changedAxes({ catalog, preset, design }).length;
  const title = catalog?.presets.find(({ id }) => id === preset)?.title ?? '';
  return changes === 0 ? title : `${title}, ${changes} ${changes === 1 ? 'change' : 'changes'}`;
}
