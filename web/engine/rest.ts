// A module that was cut in two, in its worker: the rest is brought when something calls for it.
//
// Owns the joining of the parts. The first is enough for most of what is asked. What calls beyond it is in the middle of
// its work and can't be told to come again: so the rest is fetched while it waits, as workers may. It lies where the
// worker's name says.

import type { ErrorReport } from './wire';

type Unpack = (packed: Uint8Array) => Uint8Array<ArrayBuffer>;

/**
 * Has the rest joined to the first part as soon as that calls for it.
 *
 * @param first the exports of the first part
 * @param unpack for a rest that the build has packed
 */
export function joinRest(first: object, unpack?: Unpack): void {
  let isThere = false;
  // What the first part calls, by name: see crates/wasm/src/boundary/parts.rs.
  const bringRest = () => {
    // It brings data too, which would be as it was in the beginning.
    if (isThere) return;
    const module = new WebAssembly.Module(fetchRest(unpack));
    // It puts its functions into the first part's table, and its data into the memory.
    new WebAssembly.Instance(module, { first: { ...first } });
    isThere = true;
  };
  Object.assign(self, { bringRest });
}

function fetchRest(unpack: Unpack | undefined): Uint8Array<ArrayBuffer> {
  const request = new XMLHttpRequest();
  request.open('GET', self.name, false);
  request.responseType = 'arraybuffer';
  try {
    request.send();
  } catch {
    throw unfetched('check the connection');
  }
  if (request.status !== 200) throw unfetched(`the server answered ${request.status}`);
  const bytes = new Uint8Array(request.response as ArrayBuffer);
  return unpack ? unpack(bytes) : bytes;
}

function unfetched(why: string): ErrorReport {
  const message = `A part of the engine could not be fetched: ${why}, then reload the page.`;
  return { kind: 'internal', message, problems: [] };
}
