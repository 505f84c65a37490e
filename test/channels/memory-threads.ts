import type { Persona, ThreadMessage, ThreadPort } from '../../src/channels/web/ports.ts';

/** Threads as the store keeps them, in memory. */
export const createMemoryThreads = (...personas: Persona[]): ThreadPort & { empty(): void } => {
  const all = [...personas];
  const threads = new Map<string, ThreadMessage[]>();
  const of = (id: string) => {
    const thread = threads.get(id) ?? [];
    threads.set(id, thread);
    return thread;
  };
  return {
    empty: () => threads.clear(),
    personas: async () => [...all],
    async addPersona(persona) {
      all.push(persona);
    },
    async append(personaId, message) {
      const thread = of(personaId);
      const same = thread.find(
        (one) => one.eventId !== undefined && one.eventId === message.eventId,
      );
      if (same) return same;
      const bubble = { n: thread.length + 1, ...message };
      thread.push(bubble);
      return bubble;
    },
    async replace(personaId, n, change) {
      const thread = of(personaId);
      const old = thread[n - 1];
      if (!old) return undefined;
      const { at, from, eventId } = old;
      const bubble = { n, at, from, ...(eventId === undefined ? {} : { eventId }), ...change };
      thread[n - 1] = bubble;
      return bubble;
    },
    after: async (personaId, n, limit) => of(personaId).slice(n, n + limit),
  };
};

export const persona = (id: string, like: Persona['like']): Persona => ({
  id,
  name: 'Trần Thị Mẫu',
  role: 'Bí thư',
  unit: 'Đoàn trường THPT Mẫu',
  like,
});
