// What the author of a page asks of a figure: the attributes as the text of a link, and the figure's presentation, read from
// that text.
//
// A figure is asked for by a link only, so that the engine's codec validates all of it and reports what it could not keep.
// Read here are only the fields that decide the figure's height, because room must be made before the engine has
// answered. Pure; knows no DOM.

import { isLink } from '../../engine/link';

export type ScenarioKind = 'trace' | 'lesson' | 'generator';

/** The attributes of `<heap-atlas>` that have a property of the same name. */
export const ATTRIBUTES = [
  'src',
  'scenario',
  'design',
  'compare',
  'selected',
  'view',
  'bare',
  'number',
  'controls',
  'theme',
  'loop',
  'speed',
  'caption',
  'predict',
  'home',
] as const;

/** What the author of a figure has written: attributes, and the script in the element; `null` where one is absent. */
export type Attributes = Readonly<
  Record<(typeof ATTRIBUTES)[number] | 'step' | 'script', string | null>
>;

const SCHEME = 'v1';

/** Keys of which a link has one: any of them names the scenario. */
const SCENARIO_KEYS = [
  'trace',
  'lesson',
  'generator',
  'script',
  'script.z',
  'recording.z',
  'name',
  'url',
];

/** The pictures that a figure can show, in the order it shows them. */
const PICTURES = ['time', 'map'] as const;
export type PictureName = (typeof PICTURES)[number];

/** What a figure can show, in the order it shows them. */
export const VIEWS = [...PICTURES, 'machine', 'why', 'list', 'bytes', 'stats', 'chart'] as const;
export type ViewName = (typeof VIEWS)[number];

/** What a bare figure leaves out unless its author names it: the legend, the addresses of rows, the names of roots. */
export const EXTRAS = ['legend', 'addresses', 'roots'] as const;
export type Extra = (typeof EXTRAS)[number];

/** Which controls stand under the picture: the steps, axes to switch, the whole design. */
export interface Controls {
  readonly steps: boolean;
  readonly axes: readonly string[];
  readonly full: boolean;
}

/** What decides a figure's height. */
export interface Presentation {
  readonly views: readonly ViewName[];
  /** What a bare figure keeps; `null` for a figure that is not bare, and keeps all. */
  readonly bare: readonly Extra[] | null;
  /** The id of the metric that stands with the picture. */
  readonly number: string | null;
  readonly controls: Controls;
  /** `null` to follow the page's own. */
  readonly theme: 'light' | 'dark' | null;
  readonly title: string | null;
  /** Whether readers are asked to predict before they are shown. */
  readonly predict: boolean;
  /** How many designs stand beside the first, 0 to 3. */
  readonly compared: number;
}

/** What stands between compared designs: a `|`, and not the `||` of an expression. */
const BETWEEN_DESIGNS = /(?<!\|)\|(?!\|)/;

/** An axis of old links, which is part of `score` now. A task's number may stand before it. */
const WEIGHT = /^(\d:)?score-(?:waste|distance|address|fragment|good-enough)$/;

/** Steps with commas between, such as `26,29`. */
const STEPS = /^\d+(,\d+)*$/;

/** The fields of a link's text, in order; none where the link is of another version. */
type Fields = readonly (readonly [key: string, value: string])[];

function fieldsOf(text: string): Fields {
  const [scheme, ...parts] = text.split('&');
  if (scheme !== SCHEME) return [];
  return parts.map((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  });
}

/**
 * Where “Open in Heap Atlas” leads; `null` where nowhere. Only an address on the web is taken: an attribute may hold a text
 * that is not the author's own, and a link to `javascript:` would run it.
 *
 * @param home as the attribute has it, which may be relative to `base`
 */
export function homeAddress(home: string | null, base: string): string | null {
  if (home === null || home === '' || !URL.canParse(home, base)) return null;
  const { protocol, href } = new URL(home, base);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

/** What follows the `#` of an address; an address without one is taken for the link's text itself. */
export function fragmentOf(address: string): string {
  return address.slice(address.indexOf('#') + 1);
}

/** A value as a link writes it: spaces as `+`, and encoded whatever would end the value or is not plain text. */
export function encodedValue(value: string): string {
  return encodeURIComponent(value)
    .replace(/%20/g, '+')
    .replace(/%(2C|2F|3A|3B|3D|24|3F|40)/g, (code) => decodeURIComponent(code));
}

function decodedValue(value: string): string {
  try {
    return decodeURIComponent(value.replace(/\+/g, ' '));
  } catch {
    return value;
  }
}

/**
 * The link that attributes ask for. An attribute replaces the same field of `src`; a script written as a child replaces the
 * scenario of both.
 */
export function linkText(attributes: Attributes, kindOf: (id: string) => ScenarioKind): string {
  const { src, scenario, script, design, compare, step, selected, view, controls } = attributes;
  const own: [string, string][] = [];
  const add = (key: string, value: string | null) => {
    if (value !== null) own.push([key, encodedValue(value.trim())]);
  };
  if (script !== null) own.push(['script', encodedValue(script)]);
  else if (scenario !== null) add(kindOf(scenario.trim()), scenario);
  if (design !== null) add('design', design);
  else if (compare !== null) own.push(['design', firstDesign(src) ?? '']);
  for (const other of compare?.split(BETWEEN_DESIGNS) ?? []) add('design', other);
  add('step', step);
  add('selected', selected);
  const [front = null] = view?.trim().split(/\s+/) ?? [];
  // A view of figures alone: the page shows the machine wherever there is one.
  add('view', front === 'machine' ? null : front);
  add('controls', controls?.trim().replace(/[\s,]+/g, ',') ?? null);
  add('theme', attributes.theme === 'auto' ? null : attributes.theme);
  add('loop', attributes.loop);
  add('speed', attributes.speed);
  add('title', attributes.caption);
  const { predict } = attributes;
  add('predict', predict === null || STEPS.test(predict) ? predict : 'on');
  const replaced = new Set(own.map(([key]) => key));
  if (script !== null || scenario !== null) for (const key of SCENARIO_KEYS) replaced.add(key);
  if (attributes.theme === 'auto') replaced.add('theme');
  const fragment = src === null ? '' : fragmentOf(src);
  // The decoder reports links of other versions.
  const isOther = fragment.split('&')[0] !== SCHEME;
  if (own.length === 0 && isOther && isLink(`#${fragment}`)) return fragment;
  const kept = fieldsOf(fragment).filter(([key]) => !replaced.has(key));
  return [SCHEME, ...[...own, ...kept].map((field) => field.join('='))].join('&');
}

function firstDesign(src: string | null): string | null {
  const fields = src === null ? [] : fieldsOf(fragmentOf(src));
  return fields.find(([key]) => key === 'design')?.[1] ?? null;
}

/** Whether a link is to a lesson, which brings designs to choose from. */
export function isLessonLink(text: string): boolean {
  return fieldsOf(text).some(([key]) => key === 'lesson');
}

export function isPicture(view: ViewName): view is PictureName {
  return PICTURES.some((picture) => picture === view);
}

/** Whether a block's bytes are shown where there is nothing to pick a block on. */
export function showsBytesAlone({ views }: Presentation): boolean {
  return views.includes('bytes') && !views.includes('map') && !views.includes('list');
}

/**
 * How a figure is to look. `views` stands for the attribute `view`, which may name several; `own` has the attributes that no
 * link carries.
 */
export function presentationOf(
  text: string,
  views: string | null,
  own: Partial<Pick<Attributes, 'bare' | 'number'>> = {},
): Presentation {
  const fields = fieldsOf(text);
  const last = (key: string) => {
    const value = fields.findLast(([each]) => each === key)?.[1];
    return value === undefined ? null : decodedValue(value);
  };
  const theme = last('theme');
  return {
    views: viewsOf(views ?? last('view') ?? ''),
    bare: bareOf(own.bare ?? null),
    number: own.number?.trim() || null,
    controls: controlsOf(last('controls')),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    title: last('title'),
    predict: !['off', null].includes(last('predict')),
    compared: Math.max(0, Math.min(fields.filter(([key]) => key === 'design').length - 1, 3)),
  };
}

/** The views that are named; the map where none is known. */
function viewsOf(text: string): readonly ViewName[] {
  const named = new Set(text.split(/[\s,]+/));
  const known = VIEWS.filter((view) => named.has(view));
  return known.length > 0 ? known : ['map'];
}

function bareOf(text: string | null): readonly Extra[] | null {
  if (text === null) return null;
  const named = text.split(/[\s,]+/);
  return EXTRAS.filter((extra) => named.includes(extra));
}

function controlsOf(text: string | null): Controls {
  const names = (text ?? 'step').split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 1 && names[0] === 'none') return { steps: false, axes: [], full: false };
  const axes = names.filter((name) => !['none', 'step', 'full'].includes(name));
  const current = axes.map((axis) => axis.replace(WEIGHT, '$1score'));
  return { steps: true, axes: [...new Set(current)], full: names.includes('full') };
}
