import { mayLeadPapers } from '../../domain/access.ts';
import { planDocument, signerOf, type StandingTexts } from '../../domain/plan-document.ts';
import type { QueryOf } from '../../domain/queries.ts';
import { showPaper, worksFor } from '../../domain/show-document.ts';
import { belowTexts, paperTexts, type PaperText } from '../../domain/stationery.ts';
import type { PaperTextsView, PaperView, TemplateView } from '../../domain/document-views.ts';
import type { WordingView } from '../../domain/wording-table.ts';
import { planOf, type Desk } from '../turns/desk.ts';
import {
  planPaperSource,
  planSigner,
  stationeryOf,
  templateFor,
  wordingFor,
} from '../papers/plan-papers.ts';
import { postOfAsker } from '../commands/decide-with.ts';
import { seePlan } from './plan-queries.ts';

const readPaper = async (
  desk: Desk,
  { unitId, year }: QueryOf<'document.plan'>,
): Promise<PaperView | null> => {
  const registration = await planOf(desk, unitId, year);
  const signer = await planSigner(desk, unitId, registration);
  const canEdit = worksFor(desk.asker().posts, unitId);
  return seePlan(desk, { unitId, year, registration }, (sight) =>
    showPaper(sight, { signer, canEdit }),
  );
};

const readTexts = async (
  desk: Desk,
  { unitId, year }: QueryOf<'document.texts'>,
): Promise<PaperTextsView | null> => {
  const source = await planPaperSource(desk, unitId, year);
  if (!source || !worksFor(desk.asker().posts, unitId)) return null;
  const { unit, stationery, secretary, defaults } = source;
  const paper = planDocument(source);
  const shown: Readonly<Record<PaperText, string | readonly string[]>> = {
    superior_line: paper.superiorLine,
    own_line: paper.ownLine,
    place: paper.place,
    basis: paper.basis,
    purpose: paper.purpose,
    requirements: paper.requirements,
    arrangements: paper.arrangements,
    recipients: paper.recipients,
  };
  return {
    unitId,
    unitName: unit.name,
    year,
    texts: paperTexts.map((text) => {
      const words = [shown[text]].flat().join('\n');
      const own = stationery?.texts[text];
      const starter = text in defaults ? defaults[text as keyof StandingTexts] : words; // just looked
      return { text, words, source: own ?? starter, own: own !== undefined };
    }),
    signer: signerOf({ registration: undefined, stationery, secretary }),
    ownSigner: stationery?.signer !== undefined,
    canEdit: true,
  };
};

const readTemplate = async (
  desk: Desk,
  { as }: QueryOf<'document.template'>,
): Promise<TemplateView | null> => {
  const post = postOfAsker(desk, as);
  const unit = post && desk.tree.unit(post.unitId);
  if (!post || !unit || !mayLeadPapers(desk.tree, post)) return null;
  const found = await templateFor(desk, unit.id);
  const at = { unitId: unit.id, unitName: unit.name };
  if (!found) return at;
  const own = (await stationeryOf(desk, unit.id))?.planTemplate;
  if (!own) return { ...at, from: desk.tree.unit(found.unitId)?.name ?? '' };
  return { ...at, own: { name: own.file.name, at: own.at.toISOString() } };
};

const readBelow = async (
  desk: Desk,
  { as }: QueryOf<'document.below'>,
): Promise<WordingView | null> => {
  const post = postOfAsker(desk, as);
  const unit = post && desk.tree.unit(post.unitId);
  if (!post || !unit || !mayLeadPapers(desk.tree, post)) return null;
  const { below = {} } = (await stationeryOf(desk, unit.id)) ?? {};
  const held = await wordingFor(desk, unit);
  const texts = belowTexts.map((text) => ({
    text,
    words: below[text] ?? held[text],
    own: below[text] !== undefined,
  }));
  return { unitId: unit.id, unitName: unit.name, texts };
};

export const documentQueries = {
  'document.plan': readPaper,
  'document.texts': readTexts,
  'document.template': readTemplate,
  'document.below': readBelow,
};
