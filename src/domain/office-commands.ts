/** Commands by which an office arranges its organisation: who follows what, clusters, files, settings. */
import type { ClusterEdit } from './cluster-edits.ts';
import type { ClusterId, Iso, PersonId, PostId, UnitId } from './ids.ts';
import type { InvitedByFile } from './import-carrying.ts';
import type { ImportRows } from './import-rows.ts';
import type { ImportCounts } from './organisation-import.ts';
import type { OutsideKind } from './outside.ts';
import type { OutsideEdit, OutsideEntry } from './outside-templates.ts';
import type { SettingsValue } from './settings.ts';
import type { WordingEdit } from './wording-table.ts';

export type OfficeCommands = {
  /** Names cadres of the superior that all of these units share, and takes others off. */
  'unit.follow': {
    in: {
      as: PostId;
      unitIds: readonly UnitId[];
      add: readonly PersonId[];
      remove: readonly PersonId[];
    };
    out: { names: readonly string[] };
  };
  /** The same for the follow-up team of a cluster. */
  'cluster.follow': {
    in: {
      as: PostId;
      clusterId: ClusterId;
      add: readonly PersonId[];
      remove: readonly PersonId[];
    };
    out: { names: readonly string[] };
  };
  'cluster.add': { in: { as: PostId; name: string }; out: { clusterId: ClusterId; name: string } };
  'cluster.rename': {
    in: { as: PostId; clusterId: ClusterId; name: string };
    out: { name: string };
  };
  /** Units of a cluster from today on: these come in, those go out. */
  'cluster.units': {
    in: {
      as: PostId;
      clusterId: ClusterId;
      add: readonly UnitId[];
      remove: readonly UnitId[];
    };
    out: { changed: number };
  };
  /** A file of units and people, all of it or nothing; `expect` is what the person was shown. The codes are shown this once. */
  'organisation.import': {
    in: { as: PostId; rows: ImportRows; expect: ImportCounts };
    out: { counts: ImportCounts; invited: readonly InvitedByFile[]; expiresAt: Iso };
  };

  /** All of the settings over those that were shown (`rev`), with clusters and wording as shown, or nothing. */
  'settings.save': {
    in: {
      as: PostId;
      rev: number;
      settings: SettingsValue;
      clusters?: readonly ClusterEdit[];
      wording?: readonly WordingEdit[];
      outside?: readonly OutsideEdit[];
    };
    out: { changed: number };
  };
  /** The template that says one kind of message to those who have been silent; without an entry none does. */
  'settings.outside': {
    in: { as: PostId; rev: number; kind: OutsideKind; entry?: OutsideEntry };
    out: { kind: OutsideKind };
  };
  /** One message by the template of that kind to the asker alone; `at` when that is not now. */
  'outside.try': {
    in: { as: PostId; kind: OutsideKind };
    out: { kind: OutsideKind; at?: Iso };
  };
};
