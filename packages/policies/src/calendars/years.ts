/** The years, both included, for which holidays are wanted. */
export interface Years {
  readonly from: number;
  readonly to: number;
}
