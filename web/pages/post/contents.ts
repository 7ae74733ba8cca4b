// Marks in the post's contents the section that is being read.

const sections = [...document.querySelectorAll('main > section')];
const links = document.querySelectorAll<HTMLAnchorElement>('.contents a');

/** The line that a section being read has passed, as a share of the window's height. */
const READING = 0.3;

function mark(): void {
  const line = READING * window.innerHeight;
  const read = sections.findLast((section) => section.getBoundingClientRect().top <= line);
  const id = read?.getAttribute('aria-labelledby');
  for (const link of links) {
    if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

const passing = new IntersectionObserver(mark, {
  rootMargin: `-${100 * READING}% 0px -${100 - 100 * READING}% 0px`,
});
for (const section of sections) passing.observe(section);
