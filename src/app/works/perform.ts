import type { TemplateAbout } from '../../domain/outside-templates.ts';
import type { ResultOf, Work, WorkOf, WorkType } from '../../domain/works.ts';
import type { Files } from '../../store/files.ts';
import type { Desk } from '../turns/desk.ts';
import type { Mailer } from '../mail.ts';
import type { Answer } from '../queries/answer.ts';

/** What works need besides the desk of whoever started them. */
export type WorkTools = {
  files: Files;
  /** Asks as that person: what they may not see is absent. */
  answer: Answer;
  /** Only where mail is configured. */
  mail?: Mailer;
  /** What a vendor of approved templates says about one; absent where no channel has them. Throws `SendError`. */
  aboutTemplate?(templateId: string): Promise<TemplateAbout | undefined>;
  /** A sentence of locales/ for a paper, in Vietnamese. */
  say(key: string, params?: Readonly<Record<string, string | number>>): string;
};

/**
 * One long work. `desk` is laid out for the asker, to read from; its unit of work is thrown away. A throw is
 * tried again, then the talk ends with an apology.
 */
export type WorkHandler<T extends WorkType> = (
  desk: Desk,
  work: WorkOf<T>,
  tools: WorkTools,
) => Promise<ResultOf<T>>;

export type WorkHandlers = { [T in WorkType]: WorkHandler<T> };

/** Does the work, whichever it is. */
export type Perform = (desk: Desk, work: Work) => Promise<unknown>;

/** `load` is asked once something is to be done: the libraries of documents would slow down every start. */
export const createPerform =
  (load: () => Promise<WorkHandlers>, tools: WorkTools): Perform =>
  async (desk, work) => {
    const handlers = await load();
    const { type }: { type: string } = work;
    // the handler of a type takes works of that type: TypeScript cannot follow the pair through the table
    const handle = (handlers as Readonly<Record<string, unknown>>)[type] as
      ((desk: Desk, work: Work, tools: WorkTools) => Promise<unknown>) | undefined;
    if (!handle) throw new Error(`nobody knows how to do ${type}`);
    return handle(desk, work, tools);
  };
