/** The time that the run was given is over. It says nothing of the target. */
export class OutOfTime extends Error {
  constructor() {
    super(outOfTime);
    // The name travels in the text of the error, which is all that the runner keeps of it.
    this.name = 'OutOfTime';
  }
}

/** Why a check was not put, or not put to its end. */
export const outOfTime = 'not run: the time of the run (--max-time) was over';
