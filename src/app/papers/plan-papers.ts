/** What papers are made of, fetched for one desk. */
import { postsAt } from '../../domain/access.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { Unit } from '../../domain/organisation.ts';
import type { PlanPaperSource, StandingTexts } from '../../domain/plan-document.ts';
import type { Registration } from '../../domain/registration.ts';
import { signerOf } from '../../domain/plan-document.ts';
import type { OwnTemplate, Signer, Stationery } from '../../domain/stationery.ts';
import { planOf, programmeOf, withNames, type Desk } from '../turns/desk.ts';
import { standingTexts } from './standing-texts.ts';

export const stationeryOf = ({ uow }: Desk, unitId: UnitId): Promise<Stationery | undefined> =>
  uow.load('stationery', unitId);

/** The template that holds for a unit: its own, else the nearest above; with the unit it belongs to. */
export const templateFor = async (
  desk: Desk,
  unitId: UnitId,
): Promise<{ template: OwnTemplate; unitId: UnitId } | undefined> => {
  const above = desk.tree.ancestorsOf(unitId).map(({ id }) => id);
  for (const id of [unitId, ...above]) {
    const template = (await stationeryOf(desk, id))?.planTemplate;
    if (template) return { template, unitId: id };
  }
  return undefined;
};

/** What a unit's papers say while it has written nothing: by the nearest above that says it, else the program. */
export const wordingFor = async (
  desk: Desk,
  unit: Pick<Unit, 'id' | 'name'>,
): Promise<StandingTexts> => {
  const above = desk.tree.ancestorsOf(unit.id).map(({ id }) => stationeryOf(desk, id));
  return (await Promise.all(above)).reduceRight<StandingTexts>(
    (texts, one) => ({ ...texts, ...one?.below }),
    standingTexts(unit.name),
  );
};

const secretaryOf = async (desk: Desk, unitId: UnitId): Promise<string> => {
  const { finds, uow, now } = desk;
  const found = await finds.postsOfUnits([unitId]);
  const posts = uow.overlay('post', found, (post) => post.unitId === unitId);
  const secretary = postsAt(posts, now).find(({ role }) => role === 'secretary');
  return secretary ? withNames(desk, (nameOf) => nameOf(secretary.personId)) : '';
};

/** Who signs the paper of that plan. */
export const planSigner = async (
  desk: Desk,
  unitId: UnitId,
  registration: Registration | undefined,
): Promise<Signer> => {
  const stationery = await stationeryOf(desk, unitId);
  return signerOf({ registration, stationery, secretary: await secretaryOf(desk, unitId) });
};

/** The unit whose people entered the plan in the unit's place. */
const enteredBy = async (
  desk: Desk,
  registration: Registration | undefined,
): Promise<Pick<PlanPaperSource, 'enteredBy'>> => {
  const { enteredFor } = registration ?? {};
  const post = enteredFor && (await desk.uow.load('post', enteredFor.by.postId));
  const name = post && desk.tree.unit(post.unitId)?.name;
  return name === undefined ? {} : { enteredBy: name };
};

/** Everything of which the paper of a plan is put together; undefined for a unit or year that there is not. */
export const planPaperSource = async (
  desk: Desk,
  unitId: UnitId,
  year: number,
): Promise<PlanPaperSource | undefined> => {
  const unit = desk.tree.unit(unitId);
  const programme = programmeOf(desk, year);
  if (!unit || !programme) return undefined;
  const registration = await planOf(desk, unitId, year);
  return {
    unit,
    superior: desk.tree.superiorOf(unitId),
    year,
    programme,
    registration,
    ...(await enteredBy(desk, registration)),
    stationery: await stationeryOf(desk, unitId),
    defaults: await wordingFor(desk, unit),
    secretary: await secretaryOf(desk, unitId),
    now: desk.now,
  };
};
