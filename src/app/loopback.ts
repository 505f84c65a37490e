/** Whether a server of that name is this machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');

export const isLoopbackRoot = (root: string): boolean =>
  URL.canParse(root) && isLoopback(new URL(root).hostname);
