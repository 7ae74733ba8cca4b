// The state of one figure: what the visitor chose, what the engine answered, what is on the screen.
//
// Owns the shape of that state in slices (slices/), the actions that can change it, the pure reducer (reduce.ts, with a
// file for each slice in reducers/), the questions views may ask of it (selectors), the small store a figure holds, and
// the part of it that survives a reload.
// Owns no effect: nothing here calls the engine, a timer, storage or the DOM. The effects in element/effects/ watch the
// state, do what it asks for, and answer with actions; element/keeping.ts owns what survives a reload, element/address.ts
// the address bar, and element/sharing.ts the share dialog.
//
// The seam between state and views
// --------------------------------
// - The root element `<heap-atlas-playground>` owns one store. It sets the state as the property `.state` of every
//   view; views keep no state but that of their own drawing.
// - A view extends `viewOf(select)` (web/views/view.ts). `select` picks the part of the state that the view draws from:
//   the view sees that part alone, and renders again when it changes. The view sends what the visitor does by
//   `this.dispatch(action)`, a bubbling, composed event `atlas-action` that the root catches.
// - No view asks the engine. A view says by an action *what it would like to see* (`surface-measured`,
//   `window-set`, `hovered`, `selected`, `list-scrolled`, `operations-scrolled`, `bytes-scrolled`),
//   the state then holds the request, and the effects fill in the answer: `picture`, `hover.block`,
//   `selection.block`, `list.entries`, `operations.lines`, `bytes.view`. Answers of an older step
//   stay until the new ones arrive, so nothing flashes; `state.shown` says which run and step the
//   frame, the picture and the two blocks belong to, always all four the same.
// - `state.step` is the step asked for; `state.frame.step` the one on the screen. They differ only
//   while the engine works.
//
// The views are `<atlas-NAME>`, one folder each: web/views/NAME/NAME.ts defines the element where it
// is imported. They fill the width they are given; heights are theirs, and reserved from the start, so
// that nothing on the page jumps. Arrow keys and the space bar are the root's (they step and play
// wherever the focus is not in a field), unless a view handles and stops the event itself.

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
export { linkForReaders, linkOf } from './link';
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
export * from './measures';
export { linkInFile } from './opening';
export { decodeSaved, encodeSaved, fileToSave } from './persistence';
export { reduce } from './reduce';
export { choiceFrom } from './reducers/compare';
export { NOTHING_SAVED, type Saved } from './saved';
export * from './selectors';
export * from './state';
export { createStore, type Store } from './store';
export { printNumber, printValue } from './values';
