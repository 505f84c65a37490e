/** Questions that only the page itself can answer; put into it before it loads. */
const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);

const lightOf = (colour) => {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** The colour behind; undefined where it is a gradient or a picture. */
const behind = (one) => {
  if (!one) return [255, 255, 255];
  const { backgroundColor, backgroundImage } = getComputedStyle(one);
  if (backgroundImage !== 'none') return undefined;
  const colour = numbers(backgroundColor);
  return (colour[3] ?? 1) === 1 ? colour : behind(one.parentElement);
};

const contrastOf = (one) => {
  const back = behind(one);
  if (!back) return undefined;
  const [low, high] = [lightOf(numbers(getComputedStyle(one).color)), lightOf(back)].sort(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
};

const hasOwnText = (one) =>
  [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());

const find = (selector) => document.querySelector(selector);

globalThis.probes = {
  /** Who has the focus, and whether that can be seen; undefined when nobody has it. */
  focused() {
    const one = document.activeElement;
    if (!one || one === document.body) return undefined;
    const drawn = one.closest('.picker') ?? one;
    const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
    return {
      name: one.getAttribute('aria-label') ?? one.textContent.trim(),
      seen: outlineStyle !== 'none' && outlineWidth !== '0px',
    };
  },
  /** How many texts were measured, and those that stand out less than 4.5 to 1. */
  faintTexts() {
    const texts = [...document.querySelectorAll('body *')].filter(
      (one) =>
        hasOwnText(one) && one.checkVisibility() && !one.matches('option, .unseen, :disabled'),
    );
    const measured = texts.map((one) => [one.textContent.trim().slice(0, 30), contrastOf(one)]);
    const known = measured.filter(([, ratio]) => ratio !== undefined);
    return {
      measured: known.length,
      faint: known
        .filter(([, ratio]) => ratio < 4.5)
        .map(([words, ratio]) => `${words}: ${ratio.toFixed(2)}`),
    };
  },
  /** What is wider than its place. */
  tooWide() {
    const scrollers = [
      document.scrollingElement,
      ...document.querySelectorAll('.log, .panel-body'),
    ];
    return scrollers
      .filter((one) => one.scrollWidth > one.clientWidth)
      .map((one) => one.className || one.tagName);
  },
  scrolled(side) {
    const { scrollTop, scrollHeight, clientHeight } = find(`#${side} .log`);
    return { top: scrollTop, toEnd: Math.round(scrollHeight - scrollTop - clientHeight) };
  },
  scrollTo(side, top) {
    find(`#${side} .log`).scrollTop = top;
  },
  topInLog: (selector) =>
    find(selector).getBoundingClientRect().top -
    find(selector).closest('.log').getBoundingClientRect().top,
  pictureWidth: (selector) => (find(selector)?.complete ? find(selector).naturalWidth : 0),
  namelessButtons: () =>
    [...document.querySelectorAll('button')].filter(
      (one) => !one.ariaLabel && !one.textContent.trim(),
    ).length,
  buttonsPerRow: (side) =>
    [...document.querySelectorAll(`#${side} .choice-row`)].map((row) => row.children.length),
  groupNames: (side) => [...document.querySelectorAll(`#${side} optgroup`)].map((one) => one.label),
};
