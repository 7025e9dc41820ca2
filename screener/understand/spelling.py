"""Contractions, texting forms and common slips of English and French, written out.

Names of medicines and conditions are not here: they have lexicons of their own.
"""

from typing import Final

FRENCH_ELIDED: Final = frozenset(
    {"c'", "d'", "j'", "l'", "m'", "n'", "s'", "t'", "qu'", "jusqu'", "lorsqu'", "puisqu'"}
)

_FORMS: Final = """
i'm=i am; im=i am; ima=i am; i've=i have; ive=i have; i'd=i would; id=i would; i'll=i will; iam=i am
it's=it is; its=it is; that's=that is; thats=that is; there's=there is; theres=there is; what's=what is; whats=what is
who's=who is; he's=he is; hes=he is; she's=she is; shes=she is; they're=they are; theyre=they are; we're=we are
you're=you are; youre=you are; they've=they have; theyve=they have; y'all=you all; let's=let us
how's=how is; hows=how is
don't=do not; dont=do not; doesn't=does not; doesnt=does not; didn't=did not; didnt=did not; dnt=do not
can't=can not; cant=can not; cannot=can not; won't=will not; wont=will not; isn't=is not; isnt=is not; aint=is not
ain't=is not; aren't=are not; arent=are not; wasn't=was not; wasnt=was not; weren't=were not; werent=were not
haven't=have not; havent=have not; havnt=have not; hasn't=has not; hasnt=has not; hadn't=had not; hadnt=had not
wouldn't=would not; wouldnt=would not; couldn't=could not; couldnt=could not; shouldn't=should not; shouldnt=should not
u=you; ur=your; r=are; pls=please; plz=please; bc=because; cuz=because; coz=because; tho=though; rn=right now
atm=at the moment
nvr=never; nevr=never; neever=never; evry=every; evryday=every day; everyday=every day; eveyday=every day; ev=every
everday=every day; alot=a lot; abt=about; aprox=about; approx=about; approximatly=about; approximately=about
arnd=around
prob=probably; probs=probably; prolly=probably; probly=probably; def=definitely; defs=definitely; definately=definitely
definitly=definitely; btwn=between; btw=by the way; thru=through; w/o=without; w/=with; wout=without; w=with
nothin=nothing; anythin=anything; somethin=something
smthing=something; smth=something; sumthing=something; sumthin=something
sumtin=something
somthing=something; somthin=something; sth=something; takin=taking; tryin=trying; gettin=getting; havin=having
nursin=nursing; breastfeedin=breastfeeding; throbbin=throbbing; poundin=pounding; pukin=puking; usin=using; bein=being
b4=before; xcept=except; exept=except; excpet=except; cept=except; 'cept=except; tmrw=tomorrow; tmr=tomorrow
tmw=tomorrow; yr=year; yrs=years; wk=week; wks=weeks; skins=skin is; dx=diagnosed; dxd=diagnosed; dx'd=diagnosed
mins=minutes; nd=and; tht=that; thx=thanks; ty=thanks; idek=idk; somtimes=sometimes; sumtimes=sometimes
usualy=usually; usally=usually; ussually=usually; normaly=normally; averge=average; avg=average; mabe=maybe; mayb=maybe
maby=maybe; meybe=maybe; currenty=currently; curently=currently; diffrent=different; diferent=different
pregant=pregnant; preganant=pregnant; pregnat=pregnant; prego=pregnant; preggo=pregnant; preggers=pregnant
pregnent=pregnant
docter=doctor; docotr=doctor; dr=doctor; doc=doctor; nuero=neurologist; neuro=neurologist; headach=headache
headace=headache; headake=headache; headahce=headache; haedache=headache; headaches=headaches; headachs=headaches
migrane=migraine; migrain=migraine; migraines=migraines; migranes=migraines; migrains=migraines; mygraine=migraine
cest=c' est; jai=j' ai; javais=j' avais; jsuis=je suis; chu=je suis; chui=je suis; chuis=je suis; jsais=je sais
chais=je sais; jpense=je pense; jcrois=je crois; jprends=je prends; jprend=je prends; jms=jamais
tjrs=toujours; tjs=toujours; tlt=tout le temps
xweek=x week; xwk=x week; xmonth=x month; xsem=x semaine; xsemaine=x semaine; xmois=x mois; xday=x day
tt=tout; ptetre=peut etre; peutetre=peut etre; pt=peut; bcp=beaucoup; ds=dans; qd=quand; pcq=parce que
pis=puis
ya=il y a; yavait=il y avait; nn=non; auj=aujourd' hui; aujourd'hui=aujourd' hui; kelke=quelques
qq=quelques; qqs=quelques
pas=pas; jpas=je pas; cetait=c' etait; dhabitude=d' habitude; denviron=d' environ; quelqu'un=quelqu'un
"""


NUMBERS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty"
)


TENS: Final = "twenty thirty forty"
UNITS: Final = "one two three four five six seven eight nine"
FRENCH_UNITS: Final = "deux trois quatre cinq six sept huit neuf"


def _forms() -> dict[str, tuple[str, ...]]:
    pairs = (pair.partition("=") for line in _FORMS.strip().splitlines() for pair in line.split(";"))
    forms = {form.strip(): tuple(full.split()) for form, _, full in pairs}
    glued = {ten + unit: (ten, unit) for ten in TENS.split() for unit in UNITS.split()}
    french = {f"{ten}{unit}": (ten, "-", unit) for ten in ("vingt", "trente", "dix") for unit in FRENCH_UNITS.split()}
    return forms | glued | french | {f"{number}ish": (number, "ish") for number in NUMBERS.split()}


WRITTEN_OUT: Final = _forms()
