// Why the engine can't start here: causes that trying again doesn't mend.
//
// Owns their words, and how they are told apart: a browser without WebAssembly, a page whose policy forbids what the engine
// needs, a site that was updated, and a connection that is gone. Starts nothing.

import { AdvisedError } from '../base/advised';

/** A source that a strict policy has to allow, as docs/embedding.md says. The message names the first that is blocked. */
interface Need {
  readonly source: string;
  isBlocked(violation: SecurityPolicyViolationEvent): boolean;
}

const NEEDS: readonly Need[] = [
  {
    source: "script-src 'wasm-unsafe-eval'",
    isBlocked: ({ blockedURI }) => blockedURI === 'wasm-eval',
  },
  {
    source: 'worker-src blob:',
    isBlocked: ({ blockedURI, effectiveDirective }) =>
      effectiveDirective === 'worker-src' && blockedURI.startsWith('blob'),
  },
];

/** A browser without its event says of a module alone that a policy forbids it. */
const POLICY_WORDS = /CSP|Content.?Security.?Policy/i;

export class Obstacles {
  private readonly needs: readonly Need[];
  private blocked: string | null = null;

  /**
   * Watches what the page's policy blocks from now on.
   *
   * @param page the document
   * @param module the address of the wasm module
   */
  constructor(page: EventTarget, module: string) {
    const { origin } = new URL(module);
    const fetching: Need = {
      source: `connect-src ${origin}`,
      isBlocked: ({ blockedURI, effectiveDirective }) =>
        effectiveDirective === 'connect-src' && blockedURI.startsWith(origin),
    };
    this.needs = [...NEEDS, fetching];
    page.addEventListener('securitypolicyviolation', (event) =>
      this.note(event as SecurityPolicyViolationEvent),
    );
  }

  /** Throws where the browser lacks what the engine is made of. */
  check(): void {
    if (typeof WebAssembly === 'object' && typeof Worker === 'function') return;
    throw new AdvisedError(
      'This browser runs no WebAssembly here, which Heap Atlas needs.',
      'It may be switched off, as in a lockdown mode: allow it for this site, or use another browser.',
    );
  }

  /** What a failure comes from, in words that say what to do; the failure itself where no obstacle is known. */
  async explain(cause: unknown): Promise<unknown> {
    if (cause instanceof AdvisedError) return cause;
    // The event for a source that a policy blocked comes in a later task.
    await new Promise((resolve) => setTimeout(resolve));
    if (this.blocked === null && cause instanceof Error && POLICY_WORDS.test(cause.message)) {
      this.blocked = NEEDS[0]?.source ?? null;
    }
    if (this.blocked !== null) {
      return new AdvisedError(
        'The policy of this page (Content-Security-Policy) does not let Heap Atlas run.',
        `Whoever runs the page has to allow \`${this.blocked}\`.`,
        { cause },
      );
    }
    if (cause instanceof WebAssembly.CompileError) {
      return new AdvisedError(
        'The engine arrived damaged.',
        'Reload the page, or try again later.',
        { cause },
      );
    }
    // So `fetch` says that there was no answer.
    if (cause instanceof TypeError) {
      return new AdvisedError(
        'The engine could not be fetched.',
        'Check the connection, then reload the page.',
        { cause },
      );
    }
    return cause;
  }

  private note(violation: SecurityPolicyViolationEvent): void {
    if (violation.disposition !== 'enforce') return;
    this.blocked ??= this.needs.find((need) => need.isBlocked(violation))?.source ?? null;
  }
}

/** What it means that a file of the site answers with an error. */
export function unanswered(what: string, status: number): AdvisedError {
  return new AdvisedError(
    `The ${what} could not be fetched (${status}).`,
    'Reload the page: it may have been updated since you opened it. If that does not help, try again later.',
  );
}
