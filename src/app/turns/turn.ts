import { dialogSubject, type Dialog } from '../../dialog/dialog.ts';
import type { Intent } from '../../dialog/intent.ts';
import { text, type Text } from '../../dialog/message.ts';
import type { TurnEnv, TurnPorts } from '../../dialog/ports.ts';
import type { RawInput } from '../../dialog/read-answer.ts';
import { openDialog, playTurn, type PlayResult } from '../../dialog/runner.ts';
import type { Flow, Start } from '../../dialog/turn.ts';
import { wordNumber } from './choice-by-word.ts';
import { route, routeIntent, unasked, type Route } from './route.ts';
import {
  beginTalk,
  cancel,
  dialogOf,
  drop,
  end,
  findByRef,
  isMember,
  isWorthKeeping,
  keep,
  say,
  shelve,
  type Brought,
  type Talk,
  type TurnContext,
} from './talk.ts';

/** A conversation that leads to itself is a bug; people need two or three. */
const maxChain = 6;

const envOf = (talk: Talk): TurnEnv => {
  const { row, limits } = talk;
  const { person, lang } = talk.asker();
  return {
    me: {
      channel: row.channel,
      address: row.address,
      ...(person ? { personId: person.id } : {}),
    },
    now: row.at,
    lang,
    limits,
    eventId: row.id,
  };
};

const portsOf = (talk: Talk, dialogId: string): TurnPorts => {
  const prefix = talk.chain;
  const at = (slot: string | undefined) => (slot ? { slot } : {});
  return {
    say: (key, message, slot) =>
      talk.replies.add({ key: `${prefix}/${key}`, message, ...at(slot) }),
    ask: (key, message, slot) =>
      talk.replies.add({ key: `${prefix}/${key}`, message, dialogId, ...at(slot) }),
    later(key, work) {
      const { row, uow } = talk;
      const { channel, address, at } = row;
      uow.enqueueWork({
        id: `${dialogId}/${key}`,
        channel,
        address,
        dialogId,
        key,
        payload: work,
        at,
        attempts: 0,
        notBefore: at,
      });
    },
    read: (query) => talk.read(query),
    run: (command) => talk.run(command),
    labels: (texts) => talk.labels(texts),
  };
};

type Playing = { flow: Flow; dialog: Dialog; answer?: RawInput; lead?: readonly Text[] };

const play = async (talk: Talk, playing: Playing): Promise<void> => {
  const ports = portsOf(talk, playing.dialog.id);
  const result = await playTurn({ ...playing, env: envOf(talk), ports });
  await follow(talk, result, playing.dialog.id);
};

const follow = async (talk: Talk, result: PlayResult, dialogId: string): Promise<void> => {
  if (result.state === 'waiting' || result.state === 'restarted') {
    keep(talk, result.dialog);
    return;
  }
  if (result.state === 'intent') return goOn(talk, result.intent);
  if (result.state === 'unheard') return meet(talk, result.words);
  end(talk, dialogId);
  if (result.state === 'finished' && result.next) await goOn(talk, result.next);
};

/** Words that the open menu has no use for. */
const meet = (talk: Talk, words: string): Promise<void> => {
  talk.chain += 1;
  return go(talk, unasked({ words }, contextOf(talk)));
};

const contextOf = (talk: Talk) => ({
  flows: talk.flows,
  member: isMember(talk),
  hasOpen: talk.active !== undefined,
});

const goOn = async (talk: Talk, intent: Intent): Promise<void> => {
  talk.chain += 1;
  if (talk.chain > maxChain) throw new Error(`conversations lead in a circle: ${intent.action}`);
  await go(talk, routeIntent(intent, contextOf(talk)));
};

/** Opens a conversation, or goes on with an unfinished one about the same thing. */
const start = async (talk: Talk, flow: Flow, opening: Start): Promise<void> => {
  const subject = dialogSubject(flow.id, opening);
  const isNew = opening.intent?.words !== undefined;
  const unfinished = talk.dialogs.find(
    (one) =>
      !isNew &&
      one.subject === subject &&
      dialogOf(one).start.intent?.rev === opening.intent?.rev &&
      isWorthKeeping(one, talk.flows),
  );
  if (unfinished) {
    const dialog = dialogOf(unfinished);
    return play(talk, { flow, dialog, lead: [text('system.resumed')] });
  }
  const { row, chain } = talk;
  const id = chain === 0 ? row.id : `${row.id}#${chain}`;
  const { owner } = talk.asker();
  return play(talk, { flow, dialog: openDialog({ id, flow, owner, start: opening, now: row.at }) });
};

const welcome = (talk: Talk): Promise<void> =>
  start(talk, isMember(talk) ? talk.flows.fallback : talk.flows.stranger, {});

/** A button of something that is long over. */
const stale = async (talk: Talk): Promise<void> => {
  say(talk, 'stale', [text('system.stale_button')]);
  await welcome(talk);
};

const hear = async (talk: Talk): Promise<void> => {
  const { active, input } = talk;
  const dialog = active && dialogOf(active);
  const flow = dialog && talk.flows.byId(dialog.flow);
  if (!dialog || !flow) {
    shelve(talk);
    say(talk, 'closed', [text('system.closed_changed')]);
    return welcome(talk);
  }
  const takesEarly = dialog.open?.early === true;
  if (input.text !== undefined && !takesEarly && (await talk.early(dialog))) {
    const lead = [text('system.early_text', { text: input.text })];
    return play(talk, { flow, dialog, lead });
  }
  return play(talk, { flow, dialog, answer: input });
};

const resume = async (talk: Talk, ref: string): Promise<void> => {
  const stored = findByRef(talk, ref);
  const dialog = stored && dialogOf(stored);
  const flow = dialog && talk.flows.byId(dialog.flow);
  if (!dialog || !flow) return stale(talk);
  await play(talk, { flow, dialog, lead: [text('system.resumed')] });
};

/** The talk that waits goes on, whatever else is open meanwhile; one that was left wants nothing any more. */
const bring = async (talk: Talk, brought: Brought): Promise<void> => {
  const stored = talk.dialogs.find(({ id }) => id === brought.dialogId);
  const dialog = stored && dialogOf(stored);
  if (!dialog || dialog.open?.key !== brought.key) return;
  const flow = talk.flows.byId(dialog.flow);
  if (flow && !('fault' in brought)) {
    const { key, value } = brought;
    const answer = { at: talk.input.at, result: { key, value } };
    return play(talk, { flow, dialog, answer });
  }
  end(talk, dialog.id);
  if ('fault' in brought) say(talk, 'fault', [text('system.fault', { id: brought.fault })]);
  else say(talk, 'closed', [text('system.closed_changed')]);
};

const go = async (talk: Talk, to: Route): Promise<void> => {
  switch (to.to) {
    case 'flow':
      return start(talk, to.flow, to.start);
    case 'question':
      return hear(talk);
    case 'resume':
      return resume(talk, to.ref);
    case 'drop':
      drop(talk, to.ref);
      return;
    case 'cancel':
      cancel(talk);
      return;
    case 'no_choice':
      say(talk, 'no_choice', [text('system.no_such_choice', { count: to.count })]);
      return;
    case 'stale':
      return stale(talk);
  }
};

const chosenByWord = async ({ input, chooseByWord }: Talk) => {
  const number = input.files?.length ? undefined : wordNumber(input.text);
  return number === undefined ? undefined : chooseByWord(number);
};

/** Plays one event through the house: routes it, plays its flow, keeps the dialog. Only collects, never writes. */
export const playEvent = async (context: TurnContext): Promise<void> => {
  const talk = beginTalk(context);
  if (context.brought) return bring(talk, context.brought);
  if (context.trouble) {
    say(talk, 'trouble', [text(`reach.${context.trouble}`)]);
    // The caption of a file that is not there answers nothing.
    if ((context.input.files ?? []).length === 0) return;
  }
  const { contact } = context;
  // No button carries words: what was typed as a press shares nothing.
  if (contact) return goOn(talk, { action: 'contact_shared', words: contact.phone ?? '' });
  const chosen = await chosenByWord(talk);
  await go(talk, route(talk.input, { ...contextOf(talk), ...(chosen ? { chosen } : {}) }));
};
