const reopenAfter = 3000;

/**
 * Follows one persona's thread: reads all of it, then listens. After each gap it reads all again, because
 * an edit leaves no trace in the numbers. A hidden page lets go, since browsers open only six streams at once.
 */
export const followThread = (api, id, { fill, add, reset, lost }) => {
  let source;
  let timer;
  let isOver = false;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const later = () => {
    close();
    lost(true);
    if (!isOver) timer = setTimeout(open, reopenAfter);
  };
  const listen = (after) => {
    source = api.stream(id, after);
    source.addEventListener('message', ({ data }) => add(JSON.parse(data)));
    source.addEventListener('reset', reset);
    source.addEventListener('open', () => lost(false));
    source.addEventListener('error', later);
  };
  const open = async () => {
    close();
    try {
      const all = await api.messages(id);
      if (isOver || document.hidden) return;
      fill(all);
      listen(all.at(-1)?.n ?? 0);
    } catch {
      later();
    }
  };
  const turn = () => (document.hidden ? close() : open());
  document.addEventListener('visibilitychange', turn);
  void open();

  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', turn);
    close();
  };
};
