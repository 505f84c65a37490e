/** What can be wrong with a file that somebody filled in. Each is a sentence `import.fault.<code>`. */
export const tableFaultCodes = [
  /** Nothing of the file is a table that we know. */
  'no_sheet',
  /** params: column */
  'no_column',
  /** params: column */
  'double_column',
  /** A column or a sheet that is not taken up: a warning. params: column / sheet */
  'extra_column',
  'extra_sheet',
  /** params: column, value */
  'formula',
  'date',
  'yes_no',
  /** Longer than we keep. params: column, max */
  'too_long',
  'too_many_rows',
  /** params: column, value */
  'number',
  /** No sheet of the settings. */
  'no_settings',
  /** params: column */
  'missing',
  /** params: value */
  'kind_unknown',
  'kind_missing',
  /** params: value */
  'code_unknown',
  /** params: name */
  'old_name_unknown',
  /** The same unit in another row. params: name, other */
  'unit_twice',
  /** Several units are called so. params: name */
  'unit_ambiguous',
  /** params: name */
  'unit_unknown',
  'superior_missing',
  /** params: name */
  'superior_unknown',
  'superior_ambiguous',
  /** Stands below another superior already: moved, or another unit? params: name, superior */
  'move_or_new',
  /** params: name */
  'cycle',
  'outside_scope',
  /** A unit that registers has nobody above it who approves: a warning. params: name */
  'nobody_approves',
  /** A new unit has the name of another: a warning. params: name, superior */
  'same_name',
  /** Still has open units below. params: name, count */
  'closed_with_units',
  /** params: value */
  'role_unknown',
  'person_name',
  /** params: name, other */
  'person_twice',
  /** Two people for one post: warnings. params: unit */
  'two_secretaries',
  'secretary_exists',
  /** A name without letters. params: name */
  'cluster_name',
  /** params: name, other */
  'cluster_twice',
  /** params: name */
  'person_unknown',
  'person_ambiguous',
  /** Works for no superior of the cluster's units. params: name, cluster */
  'person_outside',
  /** A text of the papers that there is not, or a second time. params: name / name, other */
  'text_unknown',
  'text_twice',
  /** No kind of message, or a second time. params: name / name, other */
  'outside_kind',
  'outside_twice',
  /** No "parameter = value". params: value */
  'outside_param',
  /** Templates that the vendor does not know, does not allow (reason), or says nothing about. params: value */
  'outside_unknown',
  'outside_refused',
  'outside_failed',
  /** Parameters that the template does not have, or that must show something. params: value, names */
  'outside_no_param',
  'outside_unmapped',
  /** What looks like data that has no place here: a warning. params: column */
  'personal_data',
] as const;
export type TableFaultCode = (typeof tableFaultCodes)[number];

export type TableFault = {
  sheet: string;
  row?: number;
  code: TableFaultCode;
  params?: Readonly<Record<string, string | number>>;
};
