// The checks of a lesson in words: one sentence each.
//
// Names of metrics and outcomes come from the catalogue. A metric that the catalogue does not have is named by its id.

import type { Check } from '../domain/lesson';
import type { Catalog } from '../engine/wire';
import { formatAddress, formatBytesExactly } from './format';

type Docs = Pick<Catalog, 'metrics' | 'outcomes'>;

/** For example `heap at step 4 is 960 bytes`. The page names the design. */
export function checkSentence(check: Check, docs: Docs): string {
  const { measure, step, is, equalTo, below, above } = check;
  const subject = measureName(measure, docs) + (step === undefined ? '' : ` at step ${step}`);
  if (is !== undefined) return `${subject} is ${printed(measure, is, docs)}`;
  const margin = below ?? above;
  if (margin === undefined) return `${subject} is the same as with “${equalTo}”`;
  const least = margin.percentMin === 0 ? '' : `, by ${margin.percentMin} % or more`;
  return `${subject} is ${below ? 'lower' : 'higher'} than with “${margin.design}”${least}`;
}

function measureName(id: string, { metrics, outcomes }: Docs): string {
  const metric = metrics.find((each) => each.id === id);
  if (metric) return metric.title;
  const [family, name] = splitAtDot(id);
  switch (family) {
    case 'outcomes': {
      const outcome = outcomes.find((each) => each.id === name);
      return `Number of operations with the outcome “${outcome?.title ?? name}”`;
    }
    case 'address':
      return `Address of ${name}`;
    case 'payload_bytes':
      return `Payload of ${name}`;
    case 'hole':
      return `Payload of hole ${name}, in order of address,`;
    case 'last':
    case 'tail':
      return `Address of ${family.toUpperCase()}`;
    default:
      return id;
  }
}

function printed(id: string, value: number, { metrics }: Docs): string {
  const [family] = splitAtDot(id);
  if (['address', 'last', 'tail'].includes(family)) return formatAddress(value);
  const unit = metrics.find((each) => each.id === id)?.unit;
  if (unit === 'bytes' || ['payload_bytes', 'hole'].includes(family))
    return formatBytesExactly(value);
  return unit === 'ratio' ? `${Math.round(100 * value)} %` : String(value);
}

function splitAtDot(id: string): [family: string, name: string] {
  const dot = id.indexOf('.');
  return dot < 0 ? [id, ''] : [id.slice(0, dot), id.slice(dot + 1)];
}
