// The state of one figure: what the visitor chose, what the engine answered, what is on the screen.
//
// Owns the fields of that state (slices/), the actions and the pure reducer (reducers/), the questions that views may ask of
// it (selectors), the store, and the part of it that survives a reload. Owns no effect: element/effects/ watches the state,
// does what it asks for, and answers with actions.
//
// No view asks the engine. By an action a view says what it would like to see (`surface-measured`, `window-set`, `hovered`,
// `selected`, `list-scrolled`, `operations-scrolled`, `bytes-scrolled`); the state holds that request, and the effects fill
// in the answer: `picture`, `hover.block`, `selection.block`, `list.entries`, `operations.lines`, `bytes.view`. Answers of
// an older step stay until the new ones arrive, so that nothing flashes. `shown` says which run and step the frame, the
// picture and the two blocks belong to. `step` is the step asked for, `frame.step` the one on the screen.

export type { Action } from './actions';
export * from './axes';
export {
  activeDesign,
  COMPARED_MAX,
  comparedDesigns,
  hashesOf,
  isSameDesign,
  placeLetter,
} from './compare';
export { isChallenge, linkForReaders, linkOf } from './link';
export {
  type Access,
  accessTo,
  accessToAll,
  isFixed,
  isHidden,
  isLocked,
  teachingOf,
  withAccess,
  withAccessToAll,
} from './lock';
export {
  baseDesign,
  draftKey,
  indexInLesson,
  isReplaced,
  isReplaying,
  ofLesson,
  openLesson,
  preparedScript,
  presetDesign,
  scriptText,
} from './lookups';
export { isOfMachine } from './machine';
export * from './measures';
export { linkInFile } from './opening';
export { ownScripts } from './own-files';
export { decodeSaved, encodeSaved, filesToSave, STORED_SCENARIO } from './persistence';
export { hasQuestionsLeft } from './quizzed';
export { reduce } from './reduce';
export { choiceFrom } from './reducers/compare';
export { NOTHING_SAVED, type Saved } from './saved';
export * from './selectors';
export * from './state';
export { createStore, type Store } from './store';
export { printNumber, printValue } from './values';
