/** Something that others wait for until the test opens it. */
export type Gate = { opened: Promise<void>; open(): void };

export const createGate = (): Gate => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};
