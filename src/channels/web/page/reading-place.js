const nearEnd = 64;

/** Follows the end as long as the reader is there, and never moves a reader who has scrolled up. */
export const createReadingPlace = (view, pill) => {
  let atEnd = true;
  let unseen = 0;
  const draw = () => {
    pill.hidden = atEnd;
    pill.lastChild.textContent = unseen > 0 ? `${unseen} tin mới` : '';
    pill.setAttribute('aria-label', unseen > 0 ? `Xem ${unseen} tin mới` : 'Xuống cuối');
    pill.classList.toggle('fresh', unseen > 0);
  };
  const look = () => {
    atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < nearEnd;
    if (atEnd) unseen = 0;
    draw();
  };
  const toEnd = () => {
    view.scrollTop = view.scrollHeight;
    atEnd = true;
    unseen = 0;
    draw();
  };
  view.addEventListener('scroll', look);
  new ResizeObserver(() => atEnd && toEnd()).observe(view);
  // Pictures grow the talk after they were put there.
  view.addEventListener('load', () => atEnd && toEnd(), true);
  pill.addEventListener('click', () => {
    toEnd();
    view.focus({ preventScroll: true });
  });
  return {
    toEnd,
    stay: () => atEnd && toEnd(),
    /** A message taller than the screen is shown from its beginning. */
    arrived(node) {
      const isTall = node.offsetHeight > view.clientHeight;
      if (!atEnd) unseen += 1;
      else if (isTall) view.scrollTop = node.offsetTop - 12;
      else toEnd();
      if (isTall) look();
      else draw();
    },
  };
};
