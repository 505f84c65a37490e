import type { NewId } from '../../domain/ids.ts';
import type { Programme } from '../../domain/programme.ts';
import { withSeason } from '../../domain/season.ts';
import type { Finds, UnitOfWork } from '../../store/contract.ts';
import { loadAsker, type Asker } from './asker.ts';
import type { Desk } from './desk.ts';
import type { OrganisationView } from './organisation-view.ts';
import type { TitleWords } from './titles.ts';
import { turnFinds } from './turn-finds.ts';

export type DeskDeps = {
  finds: Finds;
  organisation: OrganisationView;
  programmes: readonly Programme[];
  newId: NewId;
  titles?: TitleWords;
};

/** Whose turn it is, and when it happened. */
export type Occasion = { channel: string; address: string; at: Date };

export type OpenDesk = {
  desk: Desk;
  /** After a command that changes who asks. */
  reload(): Promise<void>;
};

/** Lays out everything that commands and queries of one turn, or one long work, are worked on with. */
export const openDesk = async (
  deps: DeskDeps,
  occasion: Occasion,
  uow: UnitOfWork,
): Promise<OpenDesk> => {
  const finds = turnFinds(deps.finds);
  let asker: Asker = await loadAsker(occasion, uow, finds);
  const { tree, season, holidays } = await deps.organisation.get();
  const desk: Desk = {
    uow,
    finds,
    asker: () => asker,
    now: occasion.at,
    newId: deps.newId,
    tree,
    season,
    holidays,
    programmes: deps.programmes.map((programme) => withSeason(programme, season)),
    channel: occasion.channel,
    titles: deps.titles,
    dialogs: await finds.dialogsOf(asker.owner),
  };
  return {
    desk,
    async reload() {
      asker = await loadAsker(occasion, uow, finds);
    },
  };
};
