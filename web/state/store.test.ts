// Protects the order in which a figure's actions take effect.

import { expect, test } from 'vitest';
import { ALL_PARTS } from './reduce';
import { replaying } from './replaying';
import { INITIAL_STATE } from './state';
import { createStore } from './store';

test('an action dispatched by a listener comes after all have heard of the one before', () => {
  const store = createStore(INITIAL_STATE, ALL_PARTS);
  const heard: string[] = [];
  store.subscribe((state) => {
    heard.push(`first hears ${state.speed}`);
    if (state.speed === 1) store.dispatch({ type: 'speed-set', stepsPerSecond: 2 });
  });
  store.subscribe((state) => heard.push(`second hears ${state.speed}`));
  store.dispatch({ type: 'speed-set', stepsPerSecond: 1 });
  expect(heard).toEqual(['first hears 1', 'second hears 1', 'first hears 2', 'second hears 2']);
});

test('nobody hears of an action that changed nothing, nor after leaving', () => {
  const store = createStore(INITIAL_STATE, ALL_PARTS);
  let calls = 0;
  const leave = store.subscribe(() => {
    calls += 1;
  });
  store.dispatch({ type: 'pause' });
  expect(calls).toBe(0);
  leave();
  store.dispatch({ type: 'speed-set', stepsPerSecond: 99 });
  expect(calls).toBe(0);
});

test('two stores don’t know of each other', () => {
  const [one, other] = [
    createStore(INITIAL_STATE, ALL_PARTS),
    createStore(INITIAL_STATE, ALL_PARTS),
  ];
  one.dispatch({ type: 'speed-set', stepsPerSecond: 99 });
  expect(other.state).toBe(INITIAL_STATE);
});

test('a store comes to know actions by the parts it learns, and keeps what it knew', () => {
  const store = createStore(INITIAL_STATE, [replaying]);
  store.dispatch({ type: 'share-opened' });
  expect(store.state).toBe(INITIAL_STATE);
  store.learn(ALL_PARTS);
  store.learn(ALL_PARTS);
  store.dispatch({ type: 'share-opened' });
  expect(store.state.sharing).not.toBeNull();
  store.dispatch({ type: 'speed-set', stepsPerSecond: 99 });
  expect(store.state.speed).toBe(99);
});
