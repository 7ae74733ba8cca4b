// What the built pages may load and run, as a policy each page carries in its head.
//
// Owns the policy's text and its place. A host may send a stricter one as a header; both then hold. While
// developing there is none: the dev server puts styles and scripts into the page itself.

/** A directive each, with the reason for every source it names. */
const DIRECTIVES = {
  // What is not named below is not loaded at all.
  'default-src': ["'none'"],
  // No inline script, no eval; the allocator itself is a WebAssembly module.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  // Workers are part of the bundle and start from blobs, so that they start in sandboxed frames too.
  'worker-src': ["'self'", 'blob:'],
  'style-src': ["'self'"],
  // Icons in style sheets, and pictures made on the page.
  'img-src': ["'self'", 'data:', 'blob:'],
  // A link may name a scenario file on another server, and only then is another server asked.
  'connect-src': ["'self'", 'https:'],
  // The preview of an embedded figure.
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

export const POLICY = textOf(DIRECTIVES);

/**
 * The policy of the page that is embedded. In a sandboxed frame it has no origin, and WebKit then knows no
 * `'self'`: the schemes stand in for it. Inline scripts and `eval` stay out.
 */
export const EMBEDDED_POLICY = textOf(
  Object.fromEntries(
    Object.entries(DIRECTIVES).map(([directive, sources]) => [
      directive,
      sources.includes("'self'") ? [...new Set([...sources, 'https:', 'http:'])] : sources,
    ]),
  ),
);

/** @param {Record<string, string[]>} directives */
function textOf(directives) {
  return Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** @returns {import('vite').Plugin} */
export function contentSecurityPolicy() {
  return {
    name: 'heap-atlas:content-security-policy',
    apply: 'build',
    transformIndexHtml: (_html, { path }) => [
      {
        tag: 'meta',
        attrs: {
          'http-equiv': 'Content-Security-Policy',
          content: path === '/embed.html' ? EMBEDDED_POLICY : POLICY,
        },
        // First: it holds only for what comes after it.
        injectTo: 'head-prepend',
      },
    ],
  };
}
