/** The paper of one plan in memory: the domain's own deciders and views, and works that bring what is asked. */
import { myPosts, rolesToward } from '../../../src/domain/access.ts';
import type { DecideContext } from '../../../src/domain/decide.ts';
import { issuePaper, keepScans } from '../../../src/domain/document-decisions.ts';
import type { Decided } from '../../../src/domain/notices.ts';
import type { Post } from '../../../src/domain/organisation.ts';
import { planDocument, signerOf, type PlanPaperSource } from '../../../src/domain/plan-document.ts';
import type { Registration } from '../../../src/domain/registration.ts';
import { showPaper, worksFor } from '../../../src/domain/show-document.ts';
import { chooseTemplate, nameSigner, wordPaper } from '../../../src/domain/stationery-decisions.ts';
import { belowTexts, paperTexts, type Stationery } from '../../../src/domain/stationery.ts';
import type { TemplateFault } from '../../../src/domain/template-fault.ts';
import type { Outcome } from '../../../src/dialog/turn.ts';
import { draftOf, post, programme, send, tree } from '../../domain/office.ts';
import type { World } from '../play.ts';

export type PaperSetting = {
  registration?: Registration;
  as?: readonly Post[];
  faults?: readonly TemplateFault[];
  broken?: readonly string[];
};

const now = '2026-10-05T08:00:00+07:00';
const file = (name: string) => ({ id: name, name, type: 'application/octet-stream', size: 1 });

const defaults = {
  basis: 'Căn cứ Hướng dẫn Mẫu',
  purpose: 'Mục đích của {đơn vị} năm {năm}.',
  requirements: 'Yêu cầu một.\nYêu cầu hai.',
  arrangements: 'Tổ chức thực hiện, báo cáo {cấp trên}.',
  recipients: '{cấp trên}\nLưu',
};

export const createPaperWorld = (setting: PaperSetting = {}): World => {
  const at = new Date(now);
  const posts = setting.as ?? [post('binh', 'truong1')];
  const [first] = posts;
  let registration = setting.registration ?? draftOf('1.1', '2.1', '3.1');
  let stationery: Stationery | undefined;
  let ids = 0;

  const ctx: DecideContext = {
    now: at,
    newId: () => `i${(ids += 1)}`,
    programme,
    act: { personId: first?.personId ?? '', postId: first?.id ?? '' },
    posts,
    tree,
    nameOf: (id) => `Đồng chí ${id} Mẫu`,
  };

  const settle = (
    decided: Decided<{ registration?: Registration; stationery?: Stationery }, unknown>,
  ): never => {
    if ('refused' in decided) return decided as never; // a refusal is an outcome of any command
    registration = decided.changes.registration ?? registration;
    stationery = decided.changes.stationery ?? stationery;
    return { done: decided.result } satisfies Outcome | object as never; // of this very command
  };

  const source = (year: number): PlanPaperSource => ({
    unit: { name: 'Đoàn trường THPT Sao Mẫu' },
    superior: { name: 'Đoàn phường Sông Mẫu' },
    year,
    programme,
    registration,
    stationery,
    defaults,
    secretary: 'Trần Văn Bình Mẫu',
    now: at,
  });

  return {
    now,
    reads: {
      me: () => ({
        person: { id: 'me', name: 'Người Đọc Mẫu' },
        posts: myPosts(tree, posts, at),
      }),
      'document.plan': ({ unitId, year }) => {
        const unit = tree.unit(unitId);
        const roles = rolesToward(tree, posts, unitId, registration.superiorId);
        if (!unit || roles.length === 0) return null;
        const sight = {
          unit: { ...unit, name: source(year).unit.name },
          year,
          programme,
          registration,
          now: at,
          personId: 'me',
          roles,
          superiorName: source(year).superior?.name,
          nameOf: ctx.nameOf,
        };
        return showPaper(sight, {
          signer: signerOf(source(year)),
          canEdit: worksFor(posts, unitId),
        });
      },
      'document.texts': ({ unitId, year }) => {
        if (!worksFor(posts, unitId)) return null;
        const paper = planDocument(source(year));
        const words = {
          ...paper,
          superior_line: paper.superiorLine,
          own_line: paper.ownLine,
        };
        return {
          unitId,
          unitName: source(year).unit.name,
          year,
          texts: paperTexts.map((text) => {
            const shown = [words[text]].flat().join('\n');
            const own = stationery?.texts[text];
            const starter = text in defaults ? defaults[text as keyof typeof defaults] : shown; // just looked
            return { text, words: shown, source: own ?? starter, own: own !== undefined };
          }),
          signer: signerOf({ ...source(year), registration: undefined }),
          ownSigner: stationery?.signer !== undefined,
          canEdit: true,
        };
      },
      'document.below': ({ as }) =>
        as.endsWith('@truong1')
          ? null
          : {
              unitId: first?.unitId ?? '',
              unitName: 'Đoàn phường Sông Mẫu',
              texts: belowTexts.map((text) => {
                const own = stationery?.below?.[text];
                return { text, words: own ?? defaults[text], own: own !== undefined };
              }),
            },
      'document.template': () => {
        const own = stationery?.planTemplate;
        return {
          unitId: first?.unitId ?? '',
          unitName: 'Đoàn phường Sông Mẫu',
          ...(own ? { own: { name: own.file.name, at: own.at.toISOString() } } : {}),
        };
      },
    },
    runs: {
      'document.issue': (command) =>
        settle(issuePaper(ctx, registration, command, signerOf(source(command.year)))),
      'document.scan': (command) => settle(keepScans(ctx, registration, command)),
      'document.words': (command) => settle(wordPaper(ctx, stationery, command)),
      'document.signer': (command) => settle(nameSigner(ctx, stationery, command)),
      'document.use_template': (command) => settle(chooseTemplate(ctx, stationery, command)),
    },
    works: {
      'document.plan': () =>
        setting.faults ? { faults: setting.faults } : { file: file('ke-hoach.docx') },
      'document.template': () => ({ file: file('mau.docx') }),
      'document.try_template': ({ file: { name } }) => ({
        faults: name.startsWith('sai') ? faulty : [],
      }),
      'document.look_at_scans': ({ files }) => ({
        wrong: files.map(({ name }) => name).filter((name) => name.startsWith('hong')),
      }),
    },
  };
};

const faulty: readonly TemplateFault[] = [
  { fault: 'unknown_tag', tag: 'cơ quan lạ', place: 'Kính gửi {cơ quan lạ}' },
  { fault: 'unclosed_loop', tag: 'phần việc', place: '{#phần việc}' },
];

const cadre = [post('canbo1', 'xa1', 'cadre')];

export const paperWorlds: Readonly<Record<string, () => World>> = {
  draft: () => createPaperWorld(),
  sent: () => createPaperWorld({ registration: send(draftOf('1.1', '2.1', '3.1')) }),
  'two posts': () =>
    createPaperWorld({
      registration: send(draftOf('1.1', '2.1', '3.1')),
      as: [post('binh', 'truong1'), post('binh', 'truong1', 'cadre', { id: 'b2' })],
    }),
  superior: () => createPaperWorld({ registration: send(draftOf('1.1', '2.1', '3.1')), as: cadre }),
  'superior, scanned': () => {
    const sent = send(draftOf('1.1', '2.1', '3.1'));
    const document = {
      number: 5,
      date: '2026-10-05',
      round: 1,
      scans: [
        { id: 's1', name: 'trang-1.jpg', type: 'image/jpeg', size: 9 },
        { id: 's2', name: 'phu-luc.pdf', type: 'application/pdf', size: 9 },
      ],
      scannedAt: new Date('2026-10-05T07:30:00+07:00'),
    };
    return createPaperWorld({ registration: { ...sent, document }, as: cadre });
  },
  stranger: () => createPaperWorld({ as: [post('canbo3', 'xa2')] }),
  'faulty template': () => createPaperWorld({ faults: faulty }),
};
