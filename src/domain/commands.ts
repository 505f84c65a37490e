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
  ReportId,
  TaskId,
  UnitId,
} from './ids.ts';
import type { Day } from './dates.ts';
import type { FileRef } from './files.ts';
import type { ItemCode, UnitKind } from './programme.ts';
import type { OfficeCommands } from './office-commands.ts';
import type { PostRole } from './organisation.ts';
import type { Refusal } from './refusals.ts';
import type { EntryReason, ReturnReason } from './registration.ts';
import type { SnoozeChoice } from './snooze.ts';
import type { ReportFiles } from './report-up.ts';
import type { PaperText, Signer } from './stationery.ts';

/** What a person typed; measures and last day are read from it by the decider. */
export type TaskInput = {
  content: string;
  target: string;
  due: string;
  owner: string;
  partners?: string;
  evidence?: string;
};

type Commands = OfficeCommands & {
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
  /** Adds tasks of a plan that was written elsewhere; indexes count in `tasks`. */
  'plan.take_over': {
    in: {
      as: PostId;
      year: number;
      tasks: readonly { item: ItemCode; fields: TaskInput }[];
      mode: 'add';
    };
    out: {
      batch: string;
      added: number;
      /** The plan has the same work under the same item. */
      duplicates: number[];
      refused: { index: number; refusal: Refusal }[];
    };
  };
  /** Takes out what came with that batch, within a day and while it is unsent; what was changed since stays. */
  'plan.take_back': {
    in: { as: PostId; year: number; batch: string };
    out: { removed: number; kept: number };
  };

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

  /** Units one by one; `rev` is the unit's, as it was shown. */
  'unit.add': {
    in: {
      as: PostId;
      name: string;
      kind: UnitKind;
      parentId: UnitId;
      registers: boolean;
      approves: boolean;
    };
    out: { unitId: UnitId; name: string };
  };
  'unit.rename': {
    in: { as: PostId; unitId: UnitId; rev: number; name: string };
    out: { name: string };
  };
  /** Below another unit from that day on. */
  'unit.move': {
    in: { as: PostId; unitId: UnitId; rev: number; parentId: UnitId; from: Day };
    out: { name: string; superiorName: string };
  };
  'unit.close': {
    in: { as: PostId; unitId: UnitId; rev: number; on: Day };
    out: { name: string };
  };
  /** Asks a superior's people to bring their units in. */
  'unit.nudge': { in: { as: PostId; unitId: UnitId }; out: { name: string; missing: number } };
  /** Opens a unit's plan for its superior, with why; `out.as` is what it is written as. */
  'behalf.begin': {
    in: { as: PostId; unitId: UnitId; year: number; reason: EntryReason };
    out: { as: PostId };
  };
  /** A unit's own people ask their superior to enter its plans, or take that back. */
  'behalf.ask': { in: { as: PostId; asks: boolean }; out: Record<string, never> };

  /**
   * Ends the own post on that day (at once when it is today). `invite`: a code for the successor, shown this
   * once. `leavesEmpty`: the unit has nobody after that, and the holder knows.
   */
  'post.hand_over': {
    in: { as: PostId; on: Day; invite: boolean; leavesEmpty?: boolean };
    out: { unitName: string; role: PostRole; day: string; code?: string; expiresAt?: Iso };
  };
  /** Takes that back before its day. */
  'post.keep': { in: { as: PostId }; out: { unitName: string } };

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
  /** Consent to that notice: the phone number that comes within a day may be kept. */
  'account.ask_phone': { in: { noticeVersion: string }; out: Record<string, never> };
  /** The number as it came; `ending` is what is shown of it. */
  'account.share_phone': { in: { number: string }; out: { ending: string } };
  'account.drop_phone': { in: unknown; out: Record<string, never> };

  /** Number and day that the unit gave its paper: from then on it is no draft. */
  'document.issue': {
    in: { as: PostId; year: number; number: number; date: Day };
    out: { number: string };
  };
  /** The signed and sealed paper, page by page; takes the place of what was there. */
  'document.scan': {
    in: { as: PostId; year: number; files: readonly FileRef[] };
    out: { files: number };
  };
  /**
   * A standing text of the unit's papers; empty words go back to what the program would write. `below`: of those
   * of the units below, while they write nothing themselves.
   */
  'document.words': {
    in: { as: PostId; text: PaperText; words: string; below?: boolean };
    out: Record<string, never>;
  };
  /** Who signs the unit's papers; without a name whoever is its secretary. */
  'document.signer': { in: { as: PostId; signer?: Signer }; out: Record<string, never> };
  /** A Word template for the post's unit and those below it; without a file back to what held before. */
  'document.use_template': { in: { as: PostId; file?: FileRef }; out: Record<string, never> };

  /** Freezes the figures of now as the next report to the superior; one that was not sent yet is taken over. */
  'report.freeze': {
    in: { as: PostId; year: number; number?: number; /** YYYY-MM-DD. */ date?: string };
    out: { reportId: ReportId; version: number; at: Iso };
  };
  /** `at` is the freezing that was shown. */
  'report.send_up': {
    in: { as: PostId; reportId: ReportId; at: Iso; files: ReportFiles };
    out: { version: number; at: Iso; superiorName: string };
  };
  'report.mailed': { in: { as: PostId; reportId: ReportId }; out: Record<string, never> };

  /** "Later": the open duties of the asker are said again then. */
  'reminder.snooze': { in: { choice: SnoozeChoice }; out: { at: Iso } };
  /** Reminds, now or the next morning, everybody below who owes a plan and was not reminded that day. */
  'wave.start': {
    in: { as: PostId; unitId: UnitId; year: number };
    out: { waveId: string; people: number; at: Iso };
  };
  'wave.pause': { in: { as: PostId; waveId: string; paused: boolean }; out: { paused: boolean } };

  'person.language': { in: { lang: 'vi' | 'en' }; out: { lang: 'vi' | 'en' } };
};

export type CommandType = keyof Commands;

export type CommandOf<T extends CommandType> = { type: T } & Commands[T]['in'];

export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

export type CommandResult<C extends Command> = C extends { type: infer T extends CommandType }
  ? Commands[T]['out']
  : never;
