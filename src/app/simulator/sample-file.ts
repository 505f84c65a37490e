import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { returnReasons } from '../../domain/registration.ts';

const planSchema = z.object({
  unit: z.string(),
  by: z.string(),
  items: z.array(z.string()),
  state: z.enum(['drafting', 'sent', 'reviewing', 'returned', 'approved']),
  reviewer: z.string().optional(),
  returns: z
    .array(
      z.object({
        item: z.string(),
        reason: z.enum(returnReasons),
        note: z.string().optional(),
        /** What the unit had written there. */
        target: z.string().optional(),
      }),
    )
    .default([]),
  /** Times that differ from the suggested ones, by item. */
  dues: z.record(z.string(), z.string()).default({}),
});

/** samples/province.json: an invented province, in the words of the domain. */
const sampleSchema = z.object({
  clock: z.iso.datetime({ offset: true }),
  year: z.number().int(),
  contact: z.object({ name: z.string(), phone: z.string(), organisation: z.string() }),
  clusters: z.array(z.object({ id: z.string(), name: z.string(), followUp: z.array(z.string()) })),
  units: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['dia_ban', 'truong_hoc', 'co_quan_doanh_nghiep', 'luc_luong_vu_trang']),
      parent: z.string().optional(),
      /** A superior: approves and does not register. The others register. */
      approves: z.boolean().default(false),
    }),
  ),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** A persona of the simulator, with the limits of that channel. */
      like: z.enum(['zalo', 'telegram', 'web']).optional(),
      posts: z.array(
        z.object({ unit: z.string(), role: z.enum(['secretary', 'deputy', 'cadre', 'admin']) }),
      ),
    }),
  ),
  plans: z.array(planSchema),
  /** Plans of the year before. */
  former: z.array(planSchema).default([]),
});

export type Sample = z.infer<typeof sampleSchema>;
export type SamplePlan = Sample['plans'][number];

export const readSample = (file: string): Sample =>
  sampleSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
