/**
 * Text typed for the fonts that came before Unicode: TCVN3 (".VnTime": "TrÇn V¨n Thö") and VNI ("Traàn Vaên Thöû"). Read as
 * Unicode it is a row of wrong signs, which nobody would notice before the certificate is printed.
 */

/** Signs that TCVN3 uses as letters. */
const TCVN3_SIGN = /[µ¸¹¶·¨©ª«¬®¯¡¢£¤¥¦§»¼½¾]/gu;
/** Letters of Latin-1 that the Vietnamese alphabet lacks; both encodings use them. */
const FOREIGN_LETTER = /[ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ]/gu;
/** A vowel with its mark typed behind it, as VNI does: no Vietnamese word has these pairs. */
const VNI_PAIR = /[aeAE][àáâãäåèéêëùúûüõøïñÀÁÂÃÄÅÈÉÊËÙÚÛÜÕØÏÑ]|[uoöôUOÖÔ][øûïåäëüØÛÏÅÄËÜ]|[öÖ][ùõøûïÙÕØÛÏ]/gu;

/** True where a text looks as if it were typed for an old font. A single foreign letter ("Müller", "10 µm") is none. */
export function looksLikeOldFont(text: string): boolean {
  const composed = text.normalize("NFC");
  const letters = (composed.match(/\p{L}/gu) ?? []).length;
  if (letters === 0) return false;
  const pairs = (composed.match(VNI_PAIR) ?? []).length;
  const signs = (composed.match(TCVN3_SIGN) ?? []).length + (composed.match(FOREIGN_LETTER) ?? []).length;
  const hits = 2 * pairs + signs;
  return hits >= 2 && hits * 12 >= letters;
}
