/**
 * Text typed for the fonts that came before Unicode: TCVN3 (".VnTime": "TrÇn V¨n Thö") and VNI ("Traàn Vaên Thöû"). Read as
 * Unicode it is a row of wrong signs, which nobody would notice before the certificate is printed.
 */

/** Signs that TCVN3 uses as letters, where no other text has them: within a word, or in front of one. */
const TCVN3_SIGN = /\p{L}[µ¸¹¶·¨ª¬¡¢£¤¥¦¼½¾]|\p{L}?[©®§«»](?=\p{L})/u;
/** TCVN3 writes small letters with capitals of Latin-1: "TrÇn", "NguyÔn". */
const CAPITAL_WITHIN = /\p{Ll}[\u00C0-\u00DE]/u;
/** A vowel with its mark typed behind it, as VNI does: no Vietnamese word has these pairs. */
const VNI_PAIR = /[ae][àáâãäåèéêùúûüõøïñ]|[uoöô][øûïåäü]|[öô][ùõøûï]/iu;
/** Letters of Latin-1 that the Vietnamese alphabet lacks; foreign names have them too. */
const FOREIGN_LETTER = /[ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿ]/u;

/**
 * True where a text looks as if it were typed for an old font: a word that no language writes, and another doubtful one or
 * hardly any other word. Foreign names ("Jürgen Müller", "Noël") and signs of measures ("10 µm") are none.
 */
export function looksLikeOldFont(text: string): boolean {
  const words = text.normalize("NFC").split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const isWrong = (word: string) => TCVN3_SIGN.test(word) || CAPITAL_WITHIN.test(word) || VNI_PAIR.test(word);
  const wrong = words.filter(isWrong).length;
  const doubtful = words.filter((word) => !isWrong(word) && FOREIGN_LETTER.test(word)).length;
  return wrong >= 1 && (wrong + doubtful >= 2 || words.length <= 2);
}
