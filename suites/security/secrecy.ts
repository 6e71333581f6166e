import type { Answer, Judge } from '#check';

/** Judges that answers show nothing of a password, neither by itself nor as the value of its attribute. */
export function judgeSecrecy(judge: Judge, password: string, answers: readonly Answer[]): void {
  for (const answer of answers) {
    judge.that('7643-4.1.1-16', !answer.text.includes(password), {
      expected: 'no password in the answer',
      observed: 'the password as it was sent',
      answer,
    });
    judge.that('7643-7-31', !/"password"\s*:\s*"/i.test(answer.text), {
      expected: 'no member "password"',
      observed: 'one with a value',
      answer,
    });
  }
}
