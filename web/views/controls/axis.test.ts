// Protects the controls of axes: every control is described by its own explanation, and writes what was typed or chosen.
//
// @vitest-environment happy-dom

import { html, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { Axis } from '../../engine/wire';
import { INITIAL_STATE } from '../../state';
import { control, lineControl, type Setting, settingOf } from './axis';

/** An axis with the options `plain` and `sized`, which has a parameter. */
function axisOf(id: string, kind: Axis['kind'] = 'choice'): Axis {
  const option = {
    title: '',
    summary: `of ${id}`,
    tradeOff: '',
    parameter: null,
    families: [],
  };
  const parameter = { summary: 'how large', unit: 'bytes', minimum: 1, maximum: 99, default: 8 };
  const options = [
    { ...option, id: 'plain' },
    { ...option, id: 'sized', parameter },
  ];
  const axis: Partial<Axis> = { id, kind, title: id, summary: '', options, address: false };
  return { minimum: 16, maximum: 256, ...axis } as Axis;
}

function settings(axes: readonly Axis[], design: Readonly<Record<string, string>>) {
  const written: [string, string][] = [];
  const state = { ...INITIAL_STATE, design };
  const all = axes.map((axis) =>
    settingOf(state, axis, null, (key, value) => written.push([key, value])),
  );
  return { all, written };
}

function rendered(all: readonly Setting[], form: (setting: Setting) => unknown): HTMLElement {
  const root = document.createElement('div');
  document.body.append(root);
  render(html`${all.map(form)}`, root);
  return root;
}

afterEach(() => document.body.replaceChildren());

for (const [name, form] of [
  ['panel', control],
  ['line', lineControl],
] as const) {
  test(`in the ${name} an option of a name that another axis has too is described by its own explanation`, () => {
    const { all } = settings([axisOf('order'), axisOf('free')], {
      order: 'plain',
      free: 'sized 8',
    });
    const root = rendered(all, form);
    const texts = [...root.querySelectorAll('[data-option="plain"]')].map((button) =>
      root.querySelector(`[id="${button.getAttribute('aria-describedby')}"]`)?.textContent?.trim(),
    );
    expect(texts).toEqual(['of order', 'of free']);
  });

  test(`in the ${name} a chosen option brings the default of its parameter, and is not chosen again`, () => {
    const { all, written } = settings([axisOf('order')], { order: 'plain' });
    const root = rendered(all, form);
    for (const button of root.querySelectorAll<HTMLElement>('[data-option]')) button.click();
    expect(written).toHaveLength(1);
    expect(written[0]?.[0]).toBe('order');
    expect(written[0]?.[1]).toMatch(/^sized\b.*\b8/);
  });

  test(`in the ${name} a typed quantity is written as a number, and text that is none as it is`, () => {
    const { all, written } = settings([axisOf('limit', 'number')], { limit: '64' });
    const input = rendered(all, form).querySelector('input') as HTMLInputElement;
    for (const typed of ['1 KiB', 'many', input.value]) {
      input.value = typed;
      input.dispatchEvent(new Event('change'));
    }
    expect(written.slice(0, 2)).toEqual([
      ['limit', '1024'],
      ['limit', 'many'],
    ]);
  });
}

test('a number doubles and halves within its bounds', () => {
  const { all, written } = settings([axisOf('limit', 'number')], { limit: '256' });
  const root = rendered(all, control);
  for (const button of root.querySelectorAll<HTMLElement>('button')) button.click();
  expect(written).toEqual([['limit', '128']]);
});

test('an expression is written as it was typed, when Enter or another place takes it, with its names explained', () => {
  const names = [{ name: 'waste', meaning: 'bytes left over' }];
  const axis = { ...axisOf('score', 'expression'), names };
  const { all, written } = settings([axis], { score: 'waste' });
  const root = rendered(all, control);
  const field = root.querySelector('textarea') as HTMLTextAreaElement;
  expect(field.value).toBe('waste');
  expect(root.querySelector('dl')?.textContent).toContain('bytes left over');
  const type = (typed: string, event: Event) => {
    field.value = typed;
    field.dispatchEvent(event);
    return event.defaultPrevented;
  };
  type('probes', new Event('change'));
  const isKept = type(' wast*4 ', new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
  expect(isKept).toBe(true);
  expect(written).toEqual([
    ['score', 'probes'],
    ['score', 'wast*4'],
  ]);
});
