// Protects the sentences under a lesson, and that none of the bundled lessons is left without words.

import { expect, test } from 'vitest';
import type { Check, Relation } from '../domain/lesson';
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

function said(measure: string, relation: Relation, step: number | null = null): string {
  const check: Check = { measure, step, design: 'A', relation };
  return checkSentence(check, DOCS);
}

test.each([
  [said('heap_bytes', { kind: 'is', value: 960 }, 4), 'Heap at step 4 is 960 bytes'],
  [said('probes_mean', { kind: 'is', value: 3.67 }), 'Probes, mean is 3.67'],
  [said('internal_fragmentation', { kind: 'is', value: 0.09 }), 'Internal fragmentation is 9 %'],
  [said('tail', { kind: 'is', value: 0x100010 }), 'Address of TAIL is 0x00100010'],
  [said('payload_bytes.x[0]', { kind: 'is', value: 64 }), 'Payload of x[0] is 64 bytes'],
  [
    said('outcomes.clamped', { kind: 'is', value: 1 }),
    'Number of operations with the outcome “Clamped” is 1',
  ],
  [said('heap_bytes', { kind: 'equal-to', design: 'B' }), 'Heap is the same as with “B”'],
  [
    said('heap_bytes', { kind: 'below', design: 'B', percentMin: 30 }),
    'Heap is lower than with “B”, by 30 % or more',
  ],
  [
    said('heap_bytes', { kind: 'above', design: 'B', percentMin: 0 }),
    'Heap is higher than with “B”',
  ],
])('%s', (sentence, expected) => {
  expect(sentence).toBe(expected);
});

test('every lesson has a script, and compares designs it has', () => {
  expect(LESSONS.length).toBeGreaterThan(0);
  for (const { id, script, designs, checks } of LESSONS) {
    expect(script.trim(), id).not.toBe('');
    const labels = designs.map(({ label }) => label);
    for (const { design, relation } of checks) {
      expect(labels, id).toContain(design);
      if (relation.kind !== 'is') expect(labels, id).toContain(relation.design);
    }
  }
});
