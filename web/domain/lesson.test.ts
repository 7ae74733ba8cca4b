// Protects designs that an author sets beside a lesson's own: they are within the lesson, whatever they change.

import { expect, test } from 'vitest';
import { type Lesson, withinLesson } from './lesson';

const LESSON = {
  settings: { 'region-size': '320' },
  designs: [
    { label: 'Never', settings: { coalescing: 'never' } },
    { label: 'On free', settings: { coalescing: 'on-free' } },
  ],
} as unknown as Lesson;

test('the first is the one the lesson begins with, the others change its settings', () => {
  expect(withinLesson(LESSON, [{}, { placement: 'best-fit' }, { 'region-size': '640' }])).toEqual([
    { 'region-size': '320', coalescing: 'never' },
    { 'region-size': '320', placement: 'best-fit' },
    { 'region-size': '640' },
  ]);
});
