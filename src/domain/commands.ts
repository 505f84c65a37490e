/**
 * All that can be asked to be changed. Each command names the post it is done as; who may is decided by
 * access.ts, what happens by the pure deciders of this room, and src/app only fetches and writes.
 * Inputs and results are JSON: they travel through dialogs.
 */
import type {
  DecisionId,
  InvitationId,
  Iso,
  PersonId,
  PostId,
  RegistrationId,
  TaskId,
  UnitId,
} from './ids.ts';
import type { ItemCode } from './programme.ts';
import type { PostRole } from './organisation.ts';
import type { ReturnReason } from './registration.ts';

/** What a person typed; measures and last day are read from it by the decider. */
export type TaskInput = {
  content: string;
  target: string;
  due: string;
  owner: string;
  partners?: string;
  evidence?: string;
};

type Commands = {
  /** A new task, or a changed one when `taskId` and `rev` are given. */
  'task.save': {
    in: {
      as: PostId;
      year: number;
      item: ItemCode;
      fields: TaskInput;
      taskId?: TaskId;
      rev?: number;
    };
    out: { taskId: TaskId; rev: number; registrationId: RegistrationId };
  };
  'task.delete': {
    in: { as: PostId; taskId: TaskId; rev: number };
    out: { taskId: TaskId; rev: number };
  };
  'task.restore': {
    in: { as: PostId; taskId: TaskId };
    out: { taskId: TaskId; item: ItemCode; year: number };
  };
  /** Tells the others of the unit who is writing here; `subject` is an item code or a task id. */
  'plan.hold': { in: { as: PostId; year: number; subject: string }; out: Record<string, never> };
  'plan.send': {
    in: { as: PostId; year: number };
    out: {
      registrationId: RegistrationId;
      receipt: string;
      round: number;
      at: Iso;
      late: boolean;
      superiorName: string;
    };
  };
  'plan.withdraw': { in: { as: PostId; year: number }; out: { round: number } };

  'review.claim': {
    in: { as: PostId; registrationId: RegistrationId; takeOver?: boolean };
    out: { registrationId: RegistrationId };
  };
  'review.release': {
    in: { as: PostId; registrationId: RegistrationId };
    out: Record<string, never>;
  };
  /**
   * One tap, one decision over these tasks. Each carries the rev that was on the screen; if any differs, or is
   * no longer pending, nothing is decided.
   */
  'review.decide': {
    in: {
      as: PostId;
      registrationId: RegistrationId;
      tasks: readonly { id: TaskId; rev: number }[];
      verdict: 'approved' | 'returned';
      reason?: ReturnReason;
      note?: string;
    };
    out: { decisionId: DecisionId; undoUntil: Iso; left: number };
  };
  'review.undo': {
    in: { as: PostId; registrationId: RegistrationId; decisionId: DecisionId };
    out: { tasks: readonly TaskId[] };
  };
  /** "Gửi kết quả duyệt": closes the round and tells the unit, once. */
  'review.close': {
    in: { as: PostId; registrationId: RegistrationId };
    out: { approved: number; returned: number; round: number };
  };

  'invitation.create': {
    in: { as: PostId; kind: 'post' | 'open'; unitId: UnitId; role: PostRole };
    out: { invitationId: InvitationId; code: string; expiresAt: Iso; unitName: string };
  };
  'invitation.revoke': {
    in: { as: PostId; invitationId: InvitationId };
    out: Record<string, never>;
  };
  /** Looks a code up and counts wrong tries; asked by somebody who may have no person yet. */
  'invitation.try': {
    in: { code: string };
    out:
      | {
          invitationId: InvitationId;
          kind: 'post' | 'open';
          role: PostRole;
          unitId: UnitId;
          unitName: string;
          superiorName?: string;
        }
      /** `name`: the person whose chat this would be. */
      | { invitationId: InvitationId; kind: 'account'; name: string };
  };
  /**
   * After "Đồng ý": makes the person (or uses the known one), the post (or the request to confirm). By a code of
   * kind `account` the chat becomes one more of its person, whose name stays.
   */
  'join.accept': {
    in: { code: string; noticeVersion: string; name: string; unitId?: UnitId };
    out:
      | { personId: PersonId; confirmed: boolean; unitName: string; role: PostRole }
      | { personId: PersonId; linked: true };
  };
  /** "Không đồng ý": forgets what little is there. */
  'join.decline': { in: unknown; out: Record<string, never> };
  'join.decide': {
    in: { as: PostId; requestId: string; accept: boolean };
    out: { name: string; unitName: string };
  };

  /** A code that brings another chat to the asker's person; the last one, if any, is worthless from now on. */
  'account.invite': { in: unknown; out: { code: string; expiresAt: Iso } };
  /** Takes one of the asker's other chats away: whoever writes there is a stranger again. */
  'account.unlink': { in: { accountId: string }; out: { channel: string } };

  'person.language': { in: { lang: 'vi' | 'en' }; out: { lang: 'vi' | 'en' } };
};

export type CommandType = keyof Commands;

export type CommandOf<T extends CommandType> = { type: T } & Commands[T]['in'];

export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

export type CommandResult<C extends Command> = C extends { type: infer T extends CommandType }
  ? Commands[T]['out']
  : never;
