import type { ApplicationSide, Resources } from '#check';
import type { MappedType, MappingRow } from '#mapping';
import { type Spot, spotsOf } from './spots.ts';

/** One resource type of the mapping, at a target that has it. */
export interface Side {
  readonly type: MappedType;
  readonly resources: Resources;
  readonly rows: readonly RowHere[];
  /** JSON pointer to the application's own key. */
  readonly identity: string | undefined;
  readonly canBeWritten: boolean;
}

/** A row, and the places of it that clients of this target can write. */
export interface RowHere {
  readonly row: MappingRow;
  readonly spots: readonly Spot[];
}

/** Both sides, as far as target and mapping have them. Rows that the target has no place for are told by one check alone. */
export function sidesOf(application: ApplicationSide): readonly Side[] {
  return (['User', 'Group'] as const).flatMap((type) => {
    const mapped = application.mapping[type];
    const resources = application.resourcesOf(type);
    if (mapped === undefined || resources === undefined) return [];
    const rows = mapped.rows.map((row) => ({ row, spots: spotsOf(row, resources.schema) }));
    return [
      {
        type,
        resources,
        rows: rows.filter(({ spots }) => spots.length > 0),
        identity: mapped.application.identity,
        canBeWritten: mapped.application.write !== undefined,
      },
    ];
  });
}

/** Every row that SCIM writes, one after the other. */
export async function eachRow(
  application: ApplicationSide,
  ask: (side: Side, here: RowHere) => Promise<void>,
): Promise<void> {
  for (const side of sidesOf(application)) {
    for (const here of side.rows) if (here.row.direction !== 'out') await ask(side, here);
  }
}

/** The rows that SCIM writes. */
export function rowsIn({ rows }: Side): readonly MappingRow[] {
  return rows.map(({ row }) => row).filter(({ direction }) => direction !== 'out');
}

/** The rows that SCIM shows. */
export function rowsOut({ rows }: Side): readonly RowHere[] {
  return rows.filter(({ row }) => row.direction !== 'in');
}
