import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';

/** A request that is answered with a status and a sentence instead of data. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly statusCode: number;
  constructor(statusCode: number, sentence: string) {
    super(sentence);
    this.statusCode = statusCode;
  }
}

const sentenceOf = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message))
    .join('; ');

/** The value in its shape, or 400 with a sentence. */
export const parsed = <T>(shape: z.ZodType<T>, value: unknown): T => {
  const result = shape.safeParse(value);
  if (!result.success) throw new Refusal(400, sentenceOf(result.error));
  return result.data;
};

/** What the asker can mend leaves as `{error}`; what is our own fault is the outer server's to log and to word. */
export const answerError = async (
  error: FastifyError | Refusal,
  _request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const status = error.statusCode ?? 500;
  if (status >= 500 && !(error instanceof Refusal)) throw error;
  return reply.code(status).send({ error: error.message });
};
