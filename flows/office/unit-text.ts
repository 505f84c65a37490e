import { text, type Choice, type Message, type Text } from '../../src/dialog/message.ts';
import { formatIntent } from '../../src/dialog/intent.ts';
import { shorten } from '../../src/domain/text.ts';
import type { UnitKind } from '../../src/domain/programme.ts';
import type { ManagedUnit, ManagedUnitLine, UnitPage } from '../../src/domain/unit-views.ts';
import { opens } from '../talking/buttons.ts';
import { namesText } from '../talking/pick-many.ts';

const longestLabel = 60;
const kinds: Readonly<Record<UnitKind, string>> = {
  dia_ban: 'units.kind.dia_ban',
  truong_hoc: 'units.kind.truong_hoc',
  co_quan_doanh_nghiep: 'units.kind.co_quan_doanh_nghiep',
  luc_luong_vu_trang: 'units.kind.luc_luong_vu_trang',
};

export const kindText = (kind: UnitKind): Text => text(kinds[kind]);

const joinedText = ({ members, invited }: ManagedUnitLine): Text => {
  if (members > 0) return text('units.members', { count: members });
  return invited > 0 ? text('units.invited', { count: invited }) : text('units.nobody');
};

/** Units line by line, each with the number that opens it. */
export const unitLines = (items: readonly ManagedUnitLine[], first: number): Text[] =>
  items.map((one, index) =>
    one.superiorName
      ? text('units.line', {
          number: first + index + 1,
          name: one.name,
          superior: one.superiorName,
          joined: joinedText(one),
        })
      : text('units.line_top', {
          number: first + index + 1,
          name: one.name,
          joined: joinedText(one),
        }),
  );

export const unitChoices = (items: readonly ManagedUnitLine[], first: number): Choice[] =>
  items.map(({ unitId, name }, index) => ({
    label: text('report.numbered', {
      number: first + index + 1,
      name: shorten(name, longestLabel),
    }),
    code: String(first + index + 1),
    intent: formatIntent({ action: 'unit', subject: unitId }),
  }));

/** To the page before and after, as answers of the list that is open. */
export const turnPages = ({ page, pages }: Pick<UnitPage, 'page' | 'pages'>): Choice[] => [
  ...(page > 0 ? [{ label: text('report.page_before'), answer: 'before', narrow: true }] : []),
  ...(page < pages - 1 ? [{ label: text('report.page_next'), answer: 'next', narrow: true }] : []),
];

const rights = ({ registers, approves }: ManagedUnit): Text => {
  if (registers && approves) return text('units.does_both');
  if (registers) return text('units.registers');
  return approves ? text('units.approves') : text('units.only_groups');
};

/** One unit with all that can be done about it. */
/** Who takes part, and whether all of them can be written to. */
const peopleLines = (unit: ManagedUnit): Text[] => [
  joinedText(unit),
  ...(unit.unsent ? [text('brief.unit_unsent', { count: unit.unsent })] : []),
];

export const unitMessage = (unit: ManagedUnit): Message => {
  const { unitId, name, kind, superiorName, clusterName, below } = unit;
  const { followers, cadres = [] } = unit;
  const about = (key: string, action: string) => opens(key, { action, subject: unitId });
  return {
    lines: [
      text('units.title', { name }),
      text('units.about', { kind: kindText(kind), rights: rights(unit) }),
      ...(superiorName ? [text('units.superior', { superior: superiorName })] : []),
      ...(clusterName ? [text('units.cluster', { cluster: clusterName })] : []),
      ...(below > 0 ? [text('units.below', { count: below })] : []),
      ...(followers > 0 ? [text('follow.cadres', { cadres: namesText(cadres) })] : []),
      ...peopleLines(unit),
    ],
    choices: [
      ...(unit.mayEnter
        ? [opens('behalf.enter', { action: 'behalf', subject: unitId }, { tone: 'primary' })]
        : []),
      ...(unit.mayChange
        ? [
            about('units.invite', 'unit_invite'),
            ...(superiorName
              ? [opens('follow.assign', { action: 'assign_unit', subject: `/${unitId}` })]
              : []),
            about('units.rename', 'unit_rename'),
            about('units.move', 'unit_move'),
            about('units.close', 'unit_close'),
          ]
        : []),
      opens('units.to_list', { action: 'units' }),
    ],
  };
};
