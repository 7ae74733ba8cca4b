// Protects the numbers as they leave the page: every number as computed, in a form a spreadsheet reads.

import { expect, test } from 'vitest';
import type { Frame, MetricDoc } from '../engine/wire';
import { metricsCsv, metricsJson, seriesCsv, seriesJson } from './number-files';

const DOCS = [
  { id: 'utilisation', title: 'Utilisation', group: 'Memory', unit: 'ratio' },
  { id: 'holes', title: 'Holes, "free blocks"', group: 'Memory', unit: 'count' },
  { id: 'probes', title: 'Probes', group: 'Cost', unit: 'count' },
] as MetricDoc[];

const FRAME = {
  step: 7,
  total: 9,
  operation: { text: 'a = malloc 1', task: 0, verb: 'malloc' },
  outcome: { id: 'granted', title: 'Granted', tone: 'good', sentence: 'granted 1', exactly: null },
  metrics: { utilisation: 1 / 3, holes: 12 },
  parts: [{ category: 'free', bytes: 64 }],
} as unknown as Frame;

const ORIGIN = { scenario: 'SQLite', link: 'https://a/#v1' };
const DESIGN = { design: { placement: 'best-fit' }, hash: 'f00d' };
const SCORECARD = {
  highWaterBytes: 4096,
  highWaterStep: 5,
  refused: 2,
  firstRefusedStep: 6,
  probesMean: 1.5,
  probesP99: 9,
  utilisation: 0.25,
};
const SUBJECT = { name: null, ...DESIGN, scorecard: SCORECARD };
const EXPORTED = { ...DESIGN, wholeReplay: SCORECARD };

/** Of two designs. */
const A = { name: 'A: First fit', design: {}, hash: null, scorecard: null };
const B = { name: 'B: Best fit', ...DESIGN, scorecard: SCORECARD };

const SERIES = {
  steps: [1, 2],
  columns: [{ metric: 'holes', last: [0, 3], low: [0, 0], high: [0, 3] }],
  frames: [],
};

test('figures at a step, a row each, unrounded; what has no value yet is empty', () => {
  expect(metricsCsv([{ subject: SUBJECT, numbers: FRAME }], DOCS).split('\r\n')).toEqual([
    'metric,title,group,unit,value at step 7',
    'whole_replay.heap_high_water_bytes,Heap high water,Whole replay,bytes,4096',
    'whole_replay.refused,Refused requests,Whole replay,count,2',
    'whole_replay.probes_mean,"Probes per operation, mean",Whole replay,count,1.5',
    'whole_replay.probes_p99,"Probes per operation, p99",Whole replay,count,9',
    'whole_replay.utilisation,Utilisation,Whole replay,ratio,0.25',
    'utilisation,Utilisation,Memory,ratio,0.3333333333333333',
    'holes,"Holes, ""free blocks""",Memory,count,12',
    'probes,Probes,Cost,count,',
    '',
  ]);
});

test('figures as JSON say what they are of', () => {
  expect(JSON.parse(metricsJson([{ subject: SUBJECT, numbers: FRAME }], ORIGIN))).toEqual({
    ...ORIGIN,
    ...EXPORTED,
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
  expect(seriesCsv([{ subject: SUBJECT, numbers: SERIES }])).toBe('step,holes\r\n1,0\r\n2,3\r\n');
  expect(JSON.parse(seriesJson([{ subject: SUBJECT, numbers: SERIES }], ORIGIN))).toEqual({
    ...ORIGIN,
    ...EXPORTED,
    steps: [1, 2],
    metrics: { holes: [0, 3] },
  });
});

test('figures of several designs say whose they are', () => {
  const other = { ...FRAME, metrics: { holes: 5 } } as unknown as Frame;
  const frames = [
    { subject: A, numbers: FRAME },
    { subject: B, numbers: other },
  ];
  const lines = metricsCsv(frames, DOCS).split('\r\n');
  expect(lines.slice(0, 2).concat(lines.slice(6, 8))).toEqual([
    'metric,title,group,unit,"A: First fit, at step 7","B: Best fit, at step 7"',
    'whole_replay.heap_high_water_bytes,Heap high water,Whole replay,bytes,,4096',
    'utilisation,Utilisation,Memory,ratio,0.3333333333333333,',
    'holes,"Holes, ""free blocks""",Memory,count,12,5',
  ]);
  const { designs, ...origin } = JSON.parse(metricsJson(frames, ORIGIN));
  expect(origin).toEqual(ORIGIN);
  expect(designs[0]).toMatchObject({ name: A.name, wholeReplay: null, metrics: { holes: 12 } });
  expect(designs[1]).toMatchObject({ name: B.name, wholeReplay: SCORECARD, metrics: { holes: 5 } });

  const series = [
    { subject: A, numbers: SERIES },
    { subject: B, numbers: { ...SERIES, steps: [2] } },
  ];
  expect(seriesCsv(series)).toBe(
    'design,step,holes\r\nA: First fit,1,0\r\nA: First fit,2,3\r\nB: Best fit,2,0\r\n',
  );
  expect(JSON.parse(seriesJson(series, ORIGIN)).designs[1]).toMatchObject({
    name: B.name,
    wholeReplay: SCORECARD,
    steps: [2],
  });

  // Of a design that isn't replayed nothing is made up, and the form stays that of several.
  const late = { subject: B, numbers: null };
  expect(metricsCsv([{ subject: A, numbers: FRAME }, late], DOCS)).toContain(
    '"A: First fit, at step 7","B: Best fit, not replayed"\r\n',
  );
  expect(seriesCsv([{ subject: A, numbers: SERIES }, late])).toContain(
    '\r\nB: Best fit,not replayed,\r\n',
  );
  const told = JSON.parse(seriesJson([{ subject: A, numbers: SERIES }, late], ORIGIN));
  expect(told.designs).toEqual([
    expect.objectContaining({ name: A.name, steps: [1, 2] }),
    { name: B.name, ...EXPORTED, replayed: false },
  ]);
});
