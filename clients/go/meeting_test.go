package duban

import (
	"context"
	"errors"
	"net/http"
	"os"
	"sync/atomic"
	"testing"
	"time"
)

// losing loses each first answer on its way.
type losing struct{ n atomic.Int64 }

func (l *losing) Do(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultClient.Do(request)
	if err == nil && request.Method == http.MethodPost && l.n.Add(1)%2 == 1 {
		_ = response.Body.Close()
		return nil, errors.New("the answer was lost")
	}
	return response, err
}

func as(t *testing.T, token string) *ClientWithResponses {
	t.Helper()
	client, err := New(os.Getenv("DUBAN_URL"), Options{
		Token: func(context.Context) (string, error) { return os.Getenv(token), nil },
		Pause: time.Millisecond,
		HTTP:  &losing{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func must[R any](t *testing.T) func(R, error) R {
	return func(answer R, err error) R {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
}

func filled(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A joint meeting (TJ51-5.0) from its call to its end, over answers that get lost.
func TestMeeting(t *testing.T) {
	if os.Getenv("DUBAN_URL") == "" {
		t.Skip("DUBAN_URL names no running API")
	}
	ctx := context.Background()
	jds, zfc := as(t, "DUBAN_SUPERVISION"), as(t, "DUBAN_HANDLING")
	key := func(step string) string { return os.Getenv("DUBAN_KEY") + "-" + step }

	call := PostJointMeetingsJSONRequestBody{
		Supervision: "tj.jds", Handling: "tj.zfc", On: time.Now().Add(time.Hour),
	}
	added(&call.Topics).Topic = "样例议题"
	opened := must[*PostJointMeetingsResponse](t)(
		jds.PostJointMeetingsWithResponse(ctx, &PostJointMeetingsParams{IdempotencyKey: key("call")}, call))
	file := opened.file(t)

	// Of an act that several procedures have, one says whose form it is.
	var attendance PostFilesByIdActsAttendanceJSONRequestBody
	filled(t, attendance.FromJointMeetingAttendance(JointMeetingAttendance{Attends: true}))
	must[*PostFilesByIdActsAttendanceResponse](t)(zfc.PostFilesByIdActsAttendanceWithResponse(ctx, file,
		&PostFilesByIdActsAttendanceParams{IdempotencyKey: key("attendance")}, attendance))

	var closure PostFilesByIdActsClosureJSONRequestBody
	filled(t, closure.FromJointMeetingClosure(JointMeetingClosure{}))
	_, err := jds.PostFilesByIdActsClosureWithResponse(ctx, file,
		&PostFilesByIdActsClosureParams{IdempotencyKey: key("too-early")}, closure)
	var refused *Refused
	if !errors.As(err, &refused) || refused.Status != 409 || refused.Clause == nil ||
		*refused.Clause != "TJ51-5.0" || refused.Lawful == nil || refused.Lawful.Zh == "" {
		t.Fatalf("closed before it was held: %v", err)
	}

	none := true
	var minutes PostFilesByIdActsJointMinutesJSONRequestBody = JointMeetingJointMinutes{
		HeldAt: time.Now(), Attendees: []string{"o-jds-1", "o-zfc-1"}, Record: "样例记录", None: &none,
		Document: DocumentReference{Id: "doc-1", Sha256: sha256, Where: "oa/2026"},
	}
	must[*PostFilesByIdActsJointMinutesResponse](t)(jds.PostFilesByIdActsJointMinutesWithResponse(ctx, file,
		&PostFilesByIdActsJointMinutesParams{IdempotencyKey: key("minutes")}, minutes))
	must[*PostFilesByIdActsMinutesAnswerResponse](t)(zfc.PostFilesByIdActsMinutesAnswerWithResponse(ctx, file,
		&PostFilesByIdActsMinutesAnswerParams{IdempotencyKey: key("answer")},
		JointMeetingMinutesAnswer{Agrees: true}))

	var acts [2]string
	for n := range acts {
		closed := must[*PostFilesByIdActsClosureResponse](t)(jds.PostFilesByIdActsClosureWithResponse(ctx, file,
			&PostFilesByIdActsClosureParams{IdempotencyKey: key("closure")}, closure))
		acts[n] = closed.JSON200.Id
	}
	if acts[0] != acts[1] {
		t.Errorf("one key, two acts: %v", acts)
	}

	seen := must[*GetFilesByIdResponse](t)(jds.GetFilesByIdWithResponse(ctx, file, &GetFilesByIdParams{}))
	if seen.JSON200.Stage != "closed" {
		t.Errorf("the file stands at %s", seen.JSON200.Stage)
	}
}

// added is one more of a list whose items have no name of their own.
func added[T any](list *[]T) *T {
	*list = append(*list, *new(T))
	return &(*list)[len(*list)-1]
}

const sha256 = "abababababababababababababababababababababababababababababababab"

func (r PostJointMeetingsResponse) file(t *testing.T) string {
	t.Helper()
	if r.JSON201 != nil {
		return r.JSON201.File
	}
	return r.JSON200.File
}
