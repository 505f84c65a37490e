declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]?: Name };

/** Ids are short opaque strings without ':' and at most 20 characters, so that an intent fits a button. */
export type UnitId = Id<'unit'>;
export type ClusterId = Id<'cluster'>;
export type PersonId = Id<'person'>;
export type PostId = Id<'post'>;
export type InvitationId = Id<'invitation'>;
export type RegistrationId = Id<'registration'>;
export type TaskId = Id<'task'>;
export type DecisionId = Id<'decision'>;
export type ReportId = Id<'report'>;

/** Makes a fresh id; chance is an argument. */
export type NewId = () => string;

/** Time is an argument. */
export type Now = () => Date;

/** ISO 8601 with zone, as dates travel in query results and dialogs. */
export type Iso = string;
