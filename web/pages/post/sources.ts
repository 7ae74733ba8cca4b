// Shows how a figure of the post is written, once a reader asks for it.

for (const details of document.querySelectorAll('details.source')) {
  details.addEventListener('toggle', () => details.append(sourceOf(details)), { once: true });
}

/** The lines of a page that make the figure above, without its still pictures. */
function sourceOf(details: Element): HTMLPreElement {
  const figure = details.closest('figure')?.querySelector('heap-atlas');
  const attributes = [...(figure?.attributes ?? [])].map(
    ({ name, value }) => `  ${name}="${value}"`,
  );
  const script = figure?.querySelector('script')?.textContent;
  const source = document.createElement('pre');
  source.textContent = [
    `${['<heap-atlas', ...attributes].join('\n')}>`,
    ...(script ? [`  <script type="text/heap-atlas">${script}</script>`] : []),
    '  What stands here is read where there is no JavaScript.',
    '</heap-atlas>',
  ].join('\n');
  return source;
}
