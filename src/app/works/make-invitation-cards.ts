/** Invitations for many people on paper: a list for the office, cards to cut apart for the people. */
import { invitationSheet, type InvitationCard } from '../../documents/invitation-sheet.ts';
import type { Cell, Sheet } from '../../documents/sheet.ts';
import { writeXlsx } from '../../documents/write-xlsx.ts';
import type { InvitedByFile } from '../../domain/import-carrying.ts';
import { roleTitles } from '../../domain/import-rows.ts';
import type { ResultOf, WorkOf } from '../../domain/works.ts';
import type { ChannelLinks } from '../../domain/views.ts';
import type { Desk } from '../turns/desk.ts';
import type { WorkTools } from './perform.ts';
import { docxType, xlsxType } from './file-names.ts';

/** A sentence of locales/, in Vietnamese: these are papers. */
type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** A code as people read it aloud. */
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/gu, '$1-');

/** An invitation with the way to the bot, if there is one; a link to Zalo does not bring the code. */
type Linked = InvitedByFile & { link?: string; by?: 'zalo' | 'telegram' };

const stepsFor = (by: Linked['by'], say: Say): readonly string[] => [
  by === undefined ? say('link.card_open') : say(`link.card_open_${by}`),
  by === 'telegram' ? say('link.card_code_telegram') : say('link.card_code'),
  say('import.paper.step_agree'),
];

/** Whatever is on paper about these invitations, as bytes. */
export const invitationPapers = async (
  invited: readonly Linked[],
  expires: Date,
  say: Say,
): Promise<{ list: Uint8Array; cards: Uint8Array }> => {
  const sheet: Sheet = {
    name: say('import.paper.sheet'),
    heading: [say('import.paper.title'), say('import.paper.note')],
    columns: [
      { title: say('import.paper.unit'), width: 44 },
      { title: say('import.paper.name'), width: 30 },
      { title: say('import.paper.role'), width: 16 },
      { title: say('import.paper.code'), width: 20 },
      { title: say('import.paper.link'), width: 46 },
      { title: say('import.paper.until'), width: 14, kind: 'date' },
    ],
    rows: invited.map((one): readonly Cell[] => [
      one.unitName,
      one.name,
      roleTitles[one.role],
      grouped(one.code),
      one.link ?? null,
      expires,
    ]),
  };
  const cards = invited.map(({ unitName, role, name, code, link }): InvitationCard => ({
    unitName,
    role: roleTitles[role],
    name,
    code: grouped(code),
    ...(link ? { link } : {}),
    expires,
  }));
  return {
    list: await writeXlsx([sheet]),
    cards: await invitationSheet(cards, {
      title: say('import.paper.title'),
      note: say('import.paper.note'),
      code: say('import.paper.card_code'),
      steps: stepsFor(invited[0]?.by, say),
      expires: say('import.paper.card_until'),
    }),
  };
};

const withLinks = async (
  desk: Desk,
  invited: readonly InvitedByFile[],
  { answer }: WorkTools,
): Promise<Linked[]> => {
  const linked: Linked[] = [];
  for (const one of invited) {
    // the query's own answer
    const links = (await answer(desk, { type: 'channels.links', code: one.code })) as ChannelLinks;
    const { zalo, telegram } = links;
    if (zalo !== undefined) linked.push({ ...one, link: zalo, by: 'zalo' });
    else if (telegram !== undefined) linked.push({ ...one, link: telegram, by: 'telegram' });
    else linked.push(one);
  }
  return linked;
};

export const makeInvitationCards = async (
  desk: Desk,
  { invited, expiresAt }: WorkOf<'organisation.cards'>,
  tools: WorkTools,
): Promise<ResultOf<'organisation.cards'>> => {
  const { files, say } = tools;
  const linked = await withLinks(desk, invited, tools);
  const papers = await invitationPapers(linked, new Date(expiresAt), say);
  return {
    list: await files.put(papers.list, { name: 'loi-moi.xlsx', type: xlsxType }),
    cards: await files.put(papers.cards, { name: 'the-moi.docx', type: docxType }),
  };
};
