"""Vietnamese syllables: whether a word is spelled as one. What tells a text in one character set from another."""

import re
import unicodedata

_ONSETS = ("", *re.findall(r"\w+", "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"))
_RIMES = frozenset(
    re.findall(
        r"\w+",
        """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu ych ynh yt
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uyên uyêt uynh uych
    uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    """,
    )
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORDS = re.compile(r"[\s0-9!-/:-@\[-`{|}]+")


def is_syllable(word: str) -> bool:
    """Whether a word, in any case and Unicode form, is an onset and a rime of the language, its tone aside."""
    bare = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word.lower())))
    return any(bare.startswith(onset) and bare[len(onset) :] in _RIMES for onset in _ONSETS)


def words_of(text: str) -> list[str]:
    """The words of a text with a letter beyond ASCII: only these tell anything of a character set."""
    return [word for word in _WORDS.split(text) if not word.isascii()]
