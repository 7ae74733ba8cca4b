// What the share dialog asks for: the links of the figure as it is, and files made of it.
//
// Fetched together with the dialog when that is first opened. Watches the state as the other effects do, and answers with
// actions. Owns the order of that work; render/ owns the form of files, the engine that of links, views/share the dialog.

import { Latest } from '../base/latest';
import { messageOf } from '../base/message';
import { isSame } from '../base/same';
import type { Engine } from '../engine/api';
import type { LinkScenario } from '../engine/link';
import { fetchTrace } from '../engine/traces';
import type { Frame, Series } from '../engine/wire';
import { fileName } from '../render/file-name';
import { formatCount } from '../render/format';
import {
  type Measured,
  metricsCsv,
  metricsJson,
  type Origin,
  seriesCsv,
  seriesJson,
} from '../render/number-files';
import { pngOf } from '../render/png';
import {
  hasQuestionsLeft,
  linkForReaders,
  linkOf,
  type Product,
  placeLetter,
  type SharedPicture,
  type State,
  type Store,
  scenarioTitle,
  scriptText,
} from '../state';
import { designNames } from '../views/comparison/names';
import { isLate } from '../views/comparison/words';
import '../views/share/share';
import { differsFromA, type ShownDesign, type ShownDesigns } from './comparison/shown-design';
import { type Addresses, drawPicture } from './picture';

/** What sharing needs of the figure and of the page around it. */
export interface Surroundings {
  readonly codec: Pick<Engine, 'encodeLink' | 'encodeFile' | 'readDesign'>;
  readonly store: Store;
  /** The figure's own design, and those that are compared with it, in their order. */
  designs(): ShownDesigns;
  /** The folder the site is served from, with a slash at its end. */
  readonly site: string;
  save(name: string, contents: Blob): void;
}

/** A link with a longer script or recording is of no use. */
const SCENARIO_UNITS_MAX = 128 * 1024;
const SERIES_POINTS = 10_000;

/** Steps that are asked for at once: an answer takes no longer than a few frames. */
const STEPS_ASKED = 512;
/** A longer link is not printed. */
const PRINTED_ADDRESS_CHARS_MAX = 600;

export class Sharing {
  private readonly around: Surroundings;
  private readonly disposed = new AbortController();
  private readonly stop: () => void;
  /** The scenario of the last link, and how many scenarios there were so far. */
  private lastScenario: LinkScenario | null = null;
  private scenarios = 0;
  private readonly links = new Latest<State>((state) => this.writeLinks(state));
  private readonly pictures = new Latest<State>((state) => this.drawPicture(state));

  constructor(around: Surroundings) {
    this.around = around;
    this.stop = around.store.subscribe((state, before) => this.react(state, before));
    this.react(around.store.state, null);
  }

  dispose(): void {
    this.stop();
    this.disposed.abort();
  }

  private react(state: State, before: State | null): void {
    const { sharing } = state;
    if (sharing === null) return;
    const link = this.linkKey(state);
    this.links.want(`${link} ${JSON.stringify(sharing.embed)}`, state);
    if (sharing.scheme !== null && sharing.links !== null && state.shown !== null) {
      this.pictures.want(`${sharing.scheme} ${link} ${this.seen()}`, state);
    }
    if (sharing.making !== null && sharing.making !== before?.sharing?.making) {
      void this.make(state, sharing.making);
    }
  }

  /** Called when a compared design has something new to show. */
  refresh(): void {
    const { state } = this.around.store;
    this.react(state, state);
  }

  /** A key of what is on the screen of all designs. */
  private seen(): string {
    const designs = this.around.designs();
    const keys = designs.map((design) => {
      const { shown, run, verdict } = design.state;
      const isWaiting = shown?.run !== run.id;
      const differs = differsFromA(design, designs[0].state);
      return [shown, differs, verdict.problems, run.failure, isWaiting ? run : null];
    });
    return JSON.stringify(keys);
  }

  /** A key of the link to a state. A number stands for a script or a recording, which may be long. */
  private linkKey(state: State): string {
    const { scenario, ...others } = linkForReaders(state);
    if (!isSame(scenario, this.lastScenario)) {
      this.lastScenario = scenario;
      this.scenarios += 1;
    }
    return JSON.stringify([this.scenarios, others]);
  }

  private async writeLinks(state: State): Promise<void> {
    const { codec, store } = this.around;
    const { signal } = this.disposed;
    const link = linkForReaders(state);
    const embed = state.sharing?.embed;
    const units = link.scenario?.kind === 'recording' ? link.scenario.bytes.length : 0;
    const isTooLong = Math.max(units, scriptText(state)?.length ?? 0) > SCENARIO_UNITS_MAX;
    // What a link can't hold is left out: there is at least a link to an empty page.
    const said = isTooLong ? { ...link, scenario: null, step: null, hashes: [] } : link;
    const designs = [state, ...state.compare].map(({ design }) => design);
    try {
      const [page, figure, replayed, ...reports] = await Promise.all([
        codec.encodeLink(said, { signal }),
        codec.encodeLink(
          {
            ...said,
            controls: embed?.controls === 'step' ? null : (embed?.controls ?? null),
            theme: embed?.theme ?? null,
          },
          { signal },
        ),
        codec.encodeLink(isTooLong ? said : linkOf(state), { signal }),
        ...designs.map((design) => codec.readDesign(design, { signal })),
      ]);
      const sources = reports.map(({ source }) => source);
      const links = { page, figure, replayed, sources };
      store.dispatch({ type: 'links-written', links, isTooLong });
    } catch (error) {
      this.complain(error);
    }
  }

  private async drawPicture(state: State): Promise<void> {
    try {
      const picture = await this.picture(state);
      if (picture) this.around.store.dispatch({ type: 'picture-drawn', picture });
    } catch (error) {
      this.complain(error);
    }
  }

  private picture(state: State): Promise<SharedPicture | null> {
    return drawPicture(state, this.around.designs(), this.addresses(state));
  }

  private addresses({ sharing }: State): Addresses {
    const { site } = this.around;
    const fragment = sharing?.links?.page.text ?? '';
    const address = site + fragment;
    if (address.length <= PRINTED_ADDRESS_CHARS_MAX) return { address, printedAddress: address };
    const length = formatCount(address.length);
    const printedAddress = `${site} – the link to this figure has ${length} characters, and stands in the description of this picture’s SVG file.`;
    return { address, printedAddress };
  }

  private async make(state: State, product: Product): Promise<void> {
    const { store, save } = this.around;
    let trouble = '';
    try {
      const { name, contents } = await this.product(state, product);
      save(name, contents);
    } catch (error) {
      if (this.disposed.signal.aborted) return;
      trouble = messageOf(error);
    }
    store.dispatch({ type: 'product-made', trouble });
  }

  private async product(
    state: State,
    product: Product,
  ): Promise<{ readonly name: string; readonly contents: Blob }> {
    const { frame, catalog } = state;
    if (frame === null || catalog === null) throw new Error('There is nothing to be seen yet.');
    const file = (ending: string, type: string, content: string) => ({
      name: fileName(state, ending),
      contents: new Blob([content], { type }),
    });
    switch (product) {
      case 'atlas': {
        const { bytes } = await this.around.codec.encodeFile(linkForReaders(state));
        return { name: fileName(state, 'heap-atlas'), contents: blobOf(bytes) };
      }
      case 'scenario':
        return this.scenario(state);
      case 'metrics-csv':
        return file('csv', 'text/csv', metricsCsv(this.frames(), catalog.metrics));
      case 'metrics-json':
        return file('json', 'application/json', metricsJson(this.frames(), this.origin(state)));
      case 'series-csv':
        return file('over-time.csv', 'text/csv', seriesCsv(await this.series()));
      case 'series-json': {
        const content = seriesJson(await this.series(), this.origin(state));
        return file('over-time.json', 'application/json', content);
      }
      case 'steps-csv': {
        const contents = new Blob(await this.steps(), { type: 'text/csv' });
        return { name: fileName(state, 'steps.csv'), contents };
      }
      case 'svg':
        return file('svg', 'image/svg+xml', await this.svg(state));
      case 'png':
        return { name: fileName(state, 'png'), contents: await pngOf(await this.svg(state)) };
    }
  }

  private async scenario(state: State): Promise<{ name: string; contents: Blob }> {
    const { scenario } = state;
    if (scenario.kind === 'file') return { name: scenario.name, contents: blobOf(scenario.bytes) };
    if (scenario.kind === 'bundled') {
      const bytes = await fetchTrace(scenario.id, this.disposed.signal);
      return { name: `${scenario.id}.heaptrace`, contents: blobOf(bytes) };
    }
    const contents = new Blob([scriptText(state) ?? ''], { type: 'text/plain' });
    return { name: fileName({ ...state, frame: null }, 'txt'), contents };
  }

  private async svg(state: State): Promise<string> {
    const picture = await this.picture(state);
    if (picture === null) throw new Error('There is nothing to be seen yet.');
    return picture.svg;
  }

  private frames(): Measured<Frame>[] {
    const [own] = this.around.designs();
    return this.measured(({ state }, isReplayed) =>
      isReplayed && (state === own.state || !isLate(state, own.state)) ? state.frame : null,
    );
  }

  /** The series of each design that is replayed; of the figure's own as far as it is replayed. */
  private async series(): Promise<Measured<Series>[]> {
    if (hasQuestionsLeft(this.around.store.state)) {
      throw new Error('The numbers over time can be had when you have answered the last question.');
    }
    const asked = this.measured(({ ask }, isReplayed) =>
      isReplayed
        ? ask((client, _step, _task, options) => client.series(SERIES_POINTS, options))
        : null,
    );
    const found = await Promise.all(
      asked.map(async ({ subject, numbers }, place) => {
        // The series of a compared design may fail without costing the others'.
        const series =
          place === 0 ? await numbers : await Promise.resolve(numbers).catch(() => null);
        return { subject, numbers: series };
      }),
    );
    if (found[0]?.numbers === null) throw new Error('There is nothing to be seen yet.');
    return found;
  }

  /** Every step of the figure's own design as far as it is replayed, in pieces. */
  private async steps(): Promise<string[]> {
    if (hasQuestionsLeft(this.around.store.state)) {
      throw new Error('The steps can be had when you have answered the last question.');
    }
    const [own] = this.around.designs();
    const pieces: string[] = [];
    for (let from = 1; ; from += STEPS_ASKED) {
      const piece = await own.ask((client, _step, _task, options) =>
        client.stepsCsv(from, STEPS_ASKED, options),
      );
      if (!piece) return pieces;
      pieces.push(piece);
    }
  }

  /** Numbers of each design. Those of the figure's own are of the frame on the screen, even while another is awaited. */
  private measured<Numbers>(
    of: (shown: ShownDesign, isReplayed: boolean) => Numbers | null,
  ): Measured<Numbers>[] {
    const designs = this.around.designs();
    const names = designNames(designs[0].state);
    const isSecret = hasQuestionsLeft(designs[0].state);
    return designs.map((shown, place) => {
      const { design, outdated, run, frame } = shown.state;
      const isReplayed = place === 0 ? frame !== null : !outdated && run.phase === 'done';
      const name =
        designs.length === 1 ? null : `${placeLetter(place)}: ${names[place]?.title ?? ''}`;
      const hash = outdated ? null : run.hash;
      const scorecard = outdated || isSecret ? null : run.scorecard;
      const subject = { name, design, hash, scorecard };
      return { subject, numbers: of(shown, isReplayed) };
    });
  }

  private origin(state: State): Origin {
    return { scenario: scenarioTitle(state), link: this.addresses(state).address };
  }

  private complain(error: unknown): void {
    if (this.disposed.signal.aborted) return;
    const trouble = messageOf(error);
    this.around.store.dispatch({ type: 'product-made', trouble });
  }
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' });
}
