// Protects the figures as they leave the page: every number as computed, in a form a spreadsheet reads.

import { expect, test } from 'vitest';
import type { Frame, MetricDoc } from '../engine/wire';
import { metricsCsv, metricsJson, seriesCsv, seriesJson } from './figures';

const DOCS = [
  { id: 'utilisation', title: 'Utilisation', group: 'Memory', unit: 'ratio' },
  { id: 'holes', title: 'Holes, "free blocks"', group: 'Memory', unit: 'count' },
  { id: 'probes', title: 'Probes', group: 'Cost', unit: 'count' },
] as MetricDoc[];

const FRAME = {
  step: 7,
  total: 9,
  operation: { text: 'a = malloc 1', task: 0, verb: 'malloc' },
  outcome: { id: 'granted', title: 'Granted', tone: 'good', sentence: 'granted 1' },
  metrics: [
    { id: 'utilisation', value: 1 / 3 },
    { id: 'holes', value: 12 },
  ],
  parts: [{ category: 'free', bytes: 64 }],
} as unknown as Frame;

const SUBJECT = {
  scenario: 'SQLite',
  design: { placement: 'best-fit' },
  link: 'https://a/#v1',
  hash: 'f00d',
};

const SERIES = {
  steps: [1, 2],
  columns: [{ metric: 'holes', values: [0, 3], minima: [0, 0], maxima: [0, 3] }],
  frames: [],
};

test('figures at a step, a row each, unrounded; what has no value yet is empty', () => {
  expect(metricsCsv(FRAME, DOCS).split('\r\n')).toEqual([
    'metric,title,group,unit,value at step 7',
    'utilisation,Utilisation,Memory,ratio,0.3333333333333333',
    'holes,"Holes, ""free blocks""",Memory,count,12',
    'probes,Probes,Cost,count,',
    '',
  ]);
});

test('figures as JSON say what they are of', () => {
  expect(JSON.parse(metricsJson(FRAME, SUBJECT))).toEqual({
    ...SUBJECT,
    step: 7,
    steps: 9,
    operation: 'a = malloc 1',
    outcome: 'granted',
    sentence: 'granted 1',
    metrics: { utilisation: 1 / 3, holes: 12 },
    bytes: { free: 64 },
  });
});

test('figures over time, a row for each step and a column for each metric', () => {
  expect(seriesCsv(SERIES)).toBe('step,holes\r\n1,0\r\n2,3\r\n');
  expect(JSON.parse(seriesJson(SERIES, SUBJECT))).toEqual({
    ...SUBJECT,
    steps: [1, 2],
    metrics: { holes: [0, 3] },
  });
});
