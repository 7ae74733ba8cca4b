// Prose that drives a picture: links in the document that move a figure.
//
//     <a href="#fig1:step=42">           <a data-heap-atlas="fig1" data-step="42" href="#fig1">
//     <a href="#fig1:design=placement=best-fit">           <a … data-design="placement=best-fit">
//
// Owns what such links mean and the one listener for all of them, which serves links and figures that come
// later too. Where a figure stands, and the way back, is the figure's. Nothing of it enters the history.

/** What a link in the prose changes of a figure; what is `null` stays. */
export interface Move {
  readonly step: number | null;
  /** Axes to set, as a link writes them; with an empty text, the design the figure began with. */
  readonly design: string | null;
}

/** What a link in the prose says: the figure's id, and what of it to change. */
export interface Lead {
  readonly id: string;
  readonly move: Move;
}

/** What a figure does for such links; `from` is the one that was followed. */
export interface Leadable extends HTMLElement {
  readonly step: number;
  lead(move: Move, from: HTMLElement): Promise<void>;
}

/** What an element of the prose says; `null` where it is no such link. */
export function leadOf(element: Element): Lead | null {
  const { heapAtlas: id, step, design } = (element as HTMLElement).dataset;
  if (id !== undefined) return { id, move: moveOf(step ?? null, design ?? null) };
  const [, figure, fields] = /^#([^:=&#]+):(.*)$/.exec(element.getAttribute('href') ?? '') ?? [];
  if (figure === undefined || fields === undefined) return null;
  const values = new Map(
    fields.split('&').map((field) => {
      const at = field.indexOf('=');
      return [field.slice(0, at), decoded(field.slice(at + 1))] as const;
    }),
  );
  const move = moveOf(values.get('step') ?? null, values.get('design') ?? null);
  return { id: decoded(figure), move };
}

function moveOf(step: string | null, design: string | null): Move {
  const number = step === null ? Number.NaN : Number(step);
  return {
    step: Number.isInteger(number) ? number : null,
    design,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const LINKS = 'a[data-heap-atlas], button[data-heap-atlas], a[href^="#"]';

/**
 * Makes links in a document move the figures in it, and tells assistive technology what they do: which figure
 * each controls, and which of them says where the figure stands. Returns the way to stop.
 *
 * `figureOf` finds a figure by its id.
 */
export function listenToProse(
  document: Document,
  figureOf: (id: string) => Leadable | null,
): () => void {
  const leads = function* () {
    for (const link of document.querySelectorAll<HTMLElement>(LINKS)) {
      const lead = leadOf(link);
      if (lead) yield { link, ...lead };
    }
  };
  const describe = () => {
    for (const { link, id } of leads()) {
      if (figureOf(id)) link.setAttribute('aria-controls', id);
    }
  };
  const follow = (event: MouseEvent) => {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || event.button !== 0 || !isPlain) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>(LINKS) : null;
    const lead = link && leadOf(link);
    const figure = lead && figureOf(lead.id);
    if (!figure) return;
    event.preventDefault();
    link.setAttribute('aria-controls', lead.id);
    void figure.lead(lead.move, link);
  };
  const mark = ({ target }: Event) => {
    const figure = target instanceof Element ? figureOf(target.id) : null;
    if (!figure || figure !== target) return;
    for (const { link, id, move } of leads()) {
      if (id !== figure.id || move.step === null) continue;
      if (move.step === figure.step) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
    }
  };
  document.addEventListener('click', follow);
  // The event doesn't bubble; on its way down it passes the document all the same.
  document.addEventListener('step', mark, true);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', describe);
  else describe();
  return () => {
    document.removeEventListener('click', follow);
    document.removeEventListener('step', mark, true);
    document.removeEventListener('DOMContentLoaded', describe);
  };
}
