// Protects the sentences under a lesson, and that none of the bundled lessons is left without words.

import { expect, test } from 'vitest';
import type { Check } from '../domain/lesson';
import { LESSONS } from '../engine/lessons';
import type { MetricDoc } from '../engine/wire';
import { checkSentence } from './lesson-words';

function metric(id: string, title: string, unit: MetricDoc['unit']): MetricDoc {
  return { id, title, unit, group: '', formula: '', summary: '', scope: 'state', better: 'lower' };
}

const DOCS = {
  metrics: [
    metric('heap_bytes', 'Heap', 'bytes'),
    metric('probes_mean', 'Probes, mean', 'count'),
    metric('internal_fragmentation', 'Internal fragmentation', 'ratio'),
  ],
  outcomes: [{ id: 'clamped', title: 'Clamped', summary: '', tone: 'note' as const }],
};

function said(measure: string, relation: Partial<Check>): string {
  return checkSentence({ measure, design: 'A', ...relation }, DOCS);
}

test.each([
  [said('heap_bytes', { is: 960, step: 4 }), 'Heap at step 4 is 960 bytes'],
  [said('probes_mean', { is: 3.67 }), 'Probes, mean is 3.67'],
  [said('internal_fragmentation', { is: 0.09 }), 'Internal fragmentation is 9 %'],
  [said('tail', { is: 0x100010 }), 'Address of TAIL is 0x00100010'],
  [said('payload_bytes.x[0]', { is: 64 }), 'Payload of x[0] is 64 bytes'],
  [
    said('hole.2', { is: 84992 }),
    'Payload of hole 2, in order of address, is 84,992 bytes (83 KiB)',
  ],
  [said('outcomes.clamped', { is: 1 }), 'Number of operations with the outcome “Clamped” is 1'],
  [said('heap_bytes', { equalTo: 'B' }), 'Heap is the same as with “B”'],
  [
    said('heap_bytes', { below: { design: 'B', percentMin: 30 } }),
    'Heap is lower than with “B”, by 30 % or more',
  ],
  [said('heap_bytes', { above: { design: 'B', percentMin: 0 } }), 'Heap is higher than with “B”'],
])('%s', (sentence, expected) => {
  expect(sentence).toBe(expected);
});

test('every lesson has a script, and compares designs it has', () => {
  expect(LESSONS.length).toBeGreaterThan(0);
  for (const { id, script, designs, checks } of LESSONS) {
    expect(script.trim(), id).not.toBe('');
    const labels = designs.map(({ label }) => label);
    for (const { design, is, equalTo, below, above } of checks) {
      expect(labels, id).toContain(design);
      const other = equalTo ?? below?.design ?? above?.design;
      if (is === undefined) expect(labels, id).toContain(other);
    }
  }
});
