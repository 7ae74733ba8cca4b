// Protects the visitor's scripts from being lost unsaid: the page names those that a reload does not keep.
//
// @vitest-environment happy-dom

import { afterEach, expect, test } from 'vitest';
import { fileDraft, INITIAL_STATE, SCRIPT_KEPT_MAX } from '../../state';
import { ScenarioView } from './scenario';

const LONG = 'x'.repeat(SCRIPT_KEPT_MAX - 10);

afterEach(() => document.body.replaceChildren());

test.each([
  ['a.txt', { 'a.txt': LONG, 'b.txt': LONG, 'c.txt': LONG }, 'Not kept: b.txt.'],
  ['a.txt', { 'a.txt': `${LONG}${LONG}`, 'b.txt': 'x' }, 'Not kept: a.txt.'],
  ['a.txt', { 'a.txt': LONG, 'b.txt': LONG }, undefined],
])('with %s open', async (name, texts, expected) => {
  const view = new ScenarioView();
  view.state = {
    ...INITIAL_STATE,
    scenario: { kind: 'script', name },
    drafts: Object.fromEntries(
      Object.entries(texts).map(([each, text]) => [fileDraft(each), text]),
    ),
  };
  document.body.append(view);
  await view.updateComplete;
  const said = view.shadowRoot?.textContent?.match(/Not kept: [^.]*\.txt\./)?.[0];
  expect(said).toBe(expected);
});
